import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { API_DOCS_JSON_PATH, API_DOCS_PATH, API_DOCS_ROUTES, ASYNCAPI_JSON_PATH, setUpApiDocs } from './api-docs.js';

@Module({})
class NothingModule {}

const DOCUMENT: OpenAPIObject = { openapi: '3.1.0', info: { title: '台账', version: '1' }, paths: {} };

const ASYNCAPI = { asyncapi: '3.0.0', info: { title: '台账', version: '1' } };

describe('API page', () => {
  let app: NestFastifyApplication;
  const routes = new Set<string>();

  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(NothingModule, new FastifyAdapter(), { logger: false });
    app
      .getHttpAdapter()
      .getInstance()
      .addHook('onRoute', ({ url }) => {
        routes.add(url);
      });
    setUpApiDocs(app, DOCUMENT, () => ASYNCAPI);
    await app.init();
  });
  afterAll(() => app.close());

  const get = (url: string) => app.inject({ method: 'GET', url });

  it('shows what the document says', async () => {
    const { statusCode, headers, body } = await get(API_DOCS_JSON_PATH);
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(body)).toEqual(DOCUMENT);
  });

  it('has what the host sends beside it', async () => {
    const { headers, body } = await get(ASYNCAPI_JSON_PATH);
    expect(headers['content-type']).toMatch(/^application\/vnd\.aai\.asyncapi\+json; version="3\.0\.0"/);
    expect(JSON.parse(body)).toEqual(ASYNCAPI);
  });

  it('needs nothing that this host does not serve itself', async () => {
    const page = await get(API_DOCS_PATH);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    const addresses = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
    expect(addresses).toHaveLength(4);
    for (const address of addresses) {
      expect(address).toMatch(/^\.\//);
      const { statusCode, rawPayload } = await get(new URL(address, `http://host${API_DOCS_PATH}`).pathname);
      expect(statusCode).toBe(200);
      expect(rawPayload.length).toBeGreaterThan(100);
    }
    expect((await get(`${API_DOCS_PATH}/start.js`)).body).toContain("'./docs-json'");
  });

  it('has the routes that it says it has, and no others', () => {
    expect([...routes].sort()).toEqual([...API_DOCS_ROUTES].sort());
  });

  it('lets the browser load nothing from elsewhere and run nothing written into the page', async () => {
    const { headers, body } = await get(API_DOCS_PATH);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; /);
    expect(body).not.toMatch(/<script>|https?:/);
  });
});
