import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { JsonObject } from '@taizhang/kernel';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';

/** Where the API page is; its JSON is beside it. */
export const API_DOCS_PATH = '/api/docs';
/** The document itself. */
export const API_DOCS_JSON_PATH = '/api/docs-json';
/** What the host sends: topics, streams and their messages. */
export const ASYNCAPI_JSON_PATH = `${API_DOCS_PATH}/asyncapi.json`;

/** Files of Swagger UI that the page needs, from the installed package: nothing is fetched from elsewhere. */
const ASSETS: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/**
 * All routes of the API page, open to anyone: the description is no secret, and `TAIZHANG_API_DOCS=false` takes it away. They are
 * the only routes that no controller declares.
 */
export const API_DOCS_ROUTES: readonly string[] = [
  API_DOCS_PATH,
  API_DOCS_JSON_PATH,
  ASYNCAPI_JSON_PATH,
  `${API_DOCS_PATH}/start.js`,
  ...Object.keys(ASSETS).map((file) => `${API_DOCS_PATH}/${file}`),
];

/** Swagger UI sets styles at run time and holds small pictures as data; nothing else is loosened. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Relative addresses, so that the page works behind a prefix of one origin. */
const PAGE = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>API</title>
    <link rel="icon" href="./docs/favicon-32x32.png">
    <link rel="stylesheet" href="./docs/swagger-ui.css">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="./docs/swagger-ui-bundle.js"></script>
    <script src="./docs/start.js"></script>
  </body>
</html>
`;

const START = `SwaggerUIBundle({
  url: './docs-json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  docExpansion: 'none',
  validatorUrl: null,
});
`;

/**
 * Serves the API page and its JSON. Nest's own `SwaggerModule.setup` would serve the whole folder of Swagger UI by
 * `@fastify/static`; five fixed answers need neither.
 * Call it before the application is initialised.
 */
export function setUpApiDocs(app: NestFastifyApplication, document: OpenAPIObject, asyncApi: () => JsonObject): void {
  const folder = createRequire(import.meta.url)
    .resolve('swagger-ui-dist/package.json')
    .replace(/package\.json$/, '');
  const json = JSON.stringify(document);
  serve(app, API_DOCS_PATH, 'text/html; charset=utf-8', () => PAGE);
  serve(app, API_DOCS_JSON_PATH, 'application/json; charset=utf-8', () => json);
  serve(
    app,
    ASYNCAPI_JSON_PATH,
    'application/vnd.aai.asyncapi+json;version=3.0.0',
    once(() => JSON.stringify(asyncApi())),
  );
  serve(app, `${API_DOCS_PATH}/start.js`, 'text/javascript; charset=utf-8', () => START);
  for (const [file, mediaType] of Object.entries(ASSETS)) {
    serve(
      app,
      `${API_DOCS_PATH}/${file}`,
      mediaType,
      once(() => readFileSync(`${folder}${file}`)),
    );
  }
}

function serve(app: NestFastifyApplication, path: string, mediaType: string, body: () => string | Buffer): void {
  app
    .getHttpAdapter()
    .getInstance()
    .get(path, (_request, reply) =>
      reply
        .headers({
          'content-type': mediaType,
          'content-security-policy': CONTENT_SECURITY_POLICY,
          'x-content-type-options': 'nosniff',
          'cache-control': 'no-cache',
        })
        .send(body()),
    );
}

/** Read when the page is first asked for, and kept. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
