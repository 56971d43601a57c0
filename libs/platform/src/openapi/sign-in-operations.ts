import type { JsonObject } from '@taizhang/kernel';
import { linkSchema } from '../sign-in/account-links.controller.js';
import { accountSchema } from '../sign-in/accounts.controller.js';
import { passwordSchema, refreshSchema, signInSchema } from '../sign-in/session.controller.js';
import { oidcSetupSchema, setupSchema } from '../sign-in/setup.controller.js';
import { HOST_SCOPE } from './host-operations.js';
import { arrayOf, BOOLEAN, jsonSchemaOf, objectOf, refTo, STRING, type JsonSchema } from './json-schema.js';
import type { Operation } from './operation.js';

const correlation = { 'X-Correlation-Id': refTo('headers', 'CorrelationId') };
const NOTHING = { description: '完成 Done.', headers: correlation };
const TIME: JsonSchema = { type: 'string', format: 'date-time' };
const SESSION = answer(
  '会话 How long the session holds; its tokens where they were asked for, else they are set as cookies.',
  objectOf({ accessUntil: TIME, until: TIME, access: STRING, refresh: STRING }, ['access', 'refresh']),
);
const LINK = objectOf({ id: STRING, account: STRING, issuer: STRING, subject: STRING });
const NEW_ACCOUNT = objectOf({ account: STRING, initialPassword: STRING });

/** Who is signed in, and signing in and out of local accounts; with `TAIZHANG_IDENTITY=oidc` the issuer does the latter. */
export function sessionOperations(): readonly Operation[] {
  const common = { access: 'public', kind: 'sign-in', scope: HOST_SCOPE } as const;
  const path = '/api/session';
  return [
    {
      ...common,
      method: 'post',
      path,
      id: 'session.begin',
      title: { zh: '登录', en: 'Sign in.' },
      members: bodyOf(jsonSchemaOf(signInSchema)),
      answers: { '200': SESSION },
    },
    {
      ...common,
      method: 'get',
      path,
      id: 'session.current',
      title: { zh: '当前会话', en: 'Who is signed in, and the powers held today.' },
      members: {},
      answers: {
        '200': answer(
          '会话 The session.',
          objectOf(
            {
              account: STRING,
              person: STRING,
              mustChange: BOOLEAN,
              until: TIME,
              powers: arrayOf({ type: 'object' }),
            },
            ['until'],
          ),
        ),
      },
    },
    {
      ...common,
      method: 'delete',
      path,
      id: 'session.end',
      title: { zh: '退出', en: 'Sign out.' },
      members: {},
      answers: { '204': NOTHING },
    },
    {
      ...common,
      method: 'delete',
      path: `${path}/all`,
      id: 'session.endAll',
      title: { zh: '退出所有设备', en: 'Sign out everywhere: all own sessions end.' },
      members: {},
      answers: { '204': NOTHING },
    },
    {
      ...common,
      method: 'post',
      path: `${path}/refresh`,
      id: 'session.refresh',
      title: { zh: '续期', en: 'Exchange both tokens; each refresh token serves once.' },
      members: bodyOf(jsonSchemaOf(refreshSchema), false),
      answers: { '200': SESSION },
    },
    {
      ...common,
      method: 'put',
      path: `${path}/password`,
      id: 'session.password',
      title: { zh: '修改密码', en: 'Change the own password; other sessions end.' },
      members: bodyOf(jsonSchemaOf(passwordSchema)),
      answers: { '200': SESSION },
    },
    {
      ...common,
      method: 'post',
      path: '/api/setup',
      id: 'setup',
      title: { zh: '系统初始化', en: 'Found an empty deployment with the code that its start shows.' },
      members: bodyOf({ oneOf: [jsonSchemaOf(setupSchema), jsonSchemaOf(oidcSetupSchema)] }),
      answers: { '204': NOTHING },
    },
  ];
}

/** Accounts as the security administrator keeps them: passwords with `TAIZHANG_IDENTITY=local`, links where an issuer is named. */
export function accountOperations(): readonly Operation[] {
  const common = { access: 'declared', kind: 'account', scope: HOST_SCOPE, method: 'post' } as const;
  const account = inPath('account');
  const act = (name: string, title: Operation['title'], answers: Operation['answers']): Operation => ({
    ...common,
    path: `/api/accounts/{account}/${name}`,
    id: `accounts.${name}`,
    title,
    members: { parameters: [account] },
    answers,
  });
  return [
    {
      ...common,
      path: '/api/accounts',
      id: 'accounts.create',
      title: { zh: '开立账号', en: 'Make the account of a person, with an initial password told once.' },
      members: bodyOf(jsonSchemaOf(accountSchema)),
      answers: { '201': answer('账号 The account.', NEW_ACCOUNT) },
    },
    act(
      'reset',
      { zh: '重置密码', en: 'A new initial password; sessions end.' },
      { '200': answer('账号 The account.', NEW_ACCOUNT) },
    ),
    act('lock', { zh: '锁定账号', en: 'Lock an account; sessions end.' }, { '204': NOTHING }),
    act('unlock', { zh: '解锁账号', en: 'Unlock an account.' }, { '204': NOTHING }),
    ...linkOperations(),
  ];
}

/** Links of accounts to subjects of the issuer. */
function linkOperations(): readonly Operation[] {
  const common = { access: 'declared', kind: 'account', scope: HOST_SCOPE } as const;
  const path = '/api/accounts/{account}/links';
  const parameters = [inPath('account')];
  return [
    {
      ...common,
      method: 'post',
      path,
      id: 'accounts.link',
      title: {
        zh: '关联账号',
        en: 'Link the account of a person to a subject of the issuer; makes it where there is none.',
      },
      members: { parameters, ...bodyOf(jsonSchemaOf(linkSchema)) },
      answers: { '201': answer('关联 The link.', LINK) },
    },
    {
      ...common,
      method: 'get',
      path,
      id: 'accounts.links',
      title: { zh: '账号关联', en: 'What an account is linked to.' },
      members: { parameters },
      answers: { '200': answer('关联 The links.', objectOf({ links: arrayOf(LINK) })) },
    },
    {
      ...common,
      method: 'delete',
      path: `${path}/{link}`,
      id: 'accounts.unlink',
      title: { zh: '解除关联', en: 'Unlink a subject: it opens the account no more.' },
      members: { parameters: [...parameters, inPath('link')] },
      answers: { '204': NOTHING },
    },
  ];
}

function inPath(name: string): JsonObject {
  return { name, in: 'path', required: true, schema: STRING };
}

function bodyOf(schema: JsonSchema, required = true): JsonObject {
  return { requestBody: { required, content: { 'application/json': { schema } } } };
}

function answer(description: string, schema: JsonSchema): JsonObject {
  return { description, headers: correlation, content: { 'application/json': { schema } } };
}
