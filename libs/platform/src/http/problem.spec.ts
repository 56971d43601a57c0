import { reject, type RejectionKind } from '@taizhang/kernel';
import { prefersEnglish, problemBody } from './problem-body.js';
import { ProblemError, PROBLEMS, rejectionProblem, retryLater } from './problem.js';

describe('the platform’s problems', () => {
  const all = Object.values(PROBLEMS);

  it('have each a code of its own and a status of an error', () => {
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
    expect(all.filter(({ code, status }) => !/^[A-Z][A-Z_]*$/.test(code) || status < 400 || status > 599)).toEqual([]);
  });

  it('say it in one sentence in both languages', () => {
    expect(all.filter(({ sentence }) => !/^[A-Z][^\n]*\.$/.test(sentence.en))).toEqual([]);
    expect(all.filter(({ sentence }) => !/^[^\n]*\p{Script=Han}[^\n]*。$/u.test(sentence.zh))).toEqual([]);
  });
});

describe('the body of a problem', () => {
  const error = new ProblemError(
    { code: 'SELF_REVIEW', status: 409, clause: 'C1.0.b', sentence: { zh: '不行。', en: 'No.' } },
    { unit: 'wgx-0371' },
  );

  it('speaks the reader’s language and has the other beside it', () => {
    expect(problemBody(error, true, 'r-1')).toEqual({
      type: 'urn:taizhang:problem:SELF_REVIEW',
      title: 'self review',
      status: 409,
      code: 'SELF_REVIEW',
      clause: 'C1.0.b',
      detail: 'No.',
      detailZh: '不行。',
      detailEn: 'No.',
      details: { unit: 'wgx-0371' },
      instance: 'urn:taizhang:request:r-1',
    });
    expect(problemBody(error, false)).toMatchObject({ detail: '不行。' });
  });

  it('has only what there is to say', () => {
    expect(Object.keys(problemBody(new ProblemError(PROBLEMS.notFound), false))).toEqual([
      'type',
      'title',
      'status',
      'code',
      'detail',
      'detailZh',
      'detailEn',
    ]);
  });

  it('never says why on our side', () => {
    const inner = new ProblemError(PROBLEMS.internal, {}, {}, { cause: new Error('SECRET at file.ts:1') });
    expect(JSON.stringify(problemBody(inner, true, 'r'))).not.toContain('SECRET');
  });
});

describe('a rejected decision', () => {
  it.each<[RejectionKind, number]>([
    ['conflict', 409],
    ['invalid', 422],
    ['forbidden', 403],
    ['unavailable', 503],
  ])('of the kind %s has status %i', (kind, status) => {
    const sentence = { zh: '不行。', en: 'No.' };
    const problem = rejectionProblem(reject({ code: 'NO', kind, clause: 'C6.9', sentence }, { count: 2 }));
    expect(problem).toMatchObject({
      definition: { code: 'NO', status, clause: 'C6.9', sentence },
      details: { count: 2 },
    });
    expect(problem.headers).toEqual(status === 503 ? { 'Retry-After': '1' } : {});
  });
});

describe('a problem that passes', () => {
  it.each([
    [0, '1'],
    [1_000, '1'],
    [1_001, '2'],
    [30_000, '30'],
  ])('after %i ms asks for a pause of %s s', (ms, seconds) => {
    expect(retryLater(PROBLEMS.unavailable, ms).headers).toEqual({ 'Retry-After': seconds });
  });
});

describe('Accept-Language', () => {
  it.each([
    [undefined, false],
    ['', false],
    ['*', false],
    ['fr', false],
    ['zh-CN,zh;q=0.9,en;q=0.8', false],
    ['en', true],
    ['en-GB,en;q=0.9,zh;q=0.8', true],
    ['EN', true],
    ['fr, en;q=0.5, zh;q=0.4', true],
    ['en;q=0.5, zh', false],
    ['en;q=0, zh;q=0.1', false],
    ['en;q=nonsense, zh', true],
    [';;;,,,q=', false],
  ])('%j prefers English: %j', (header, english) => {
    expect(prefersEnglish(header)).toBe(english);
  });
});
