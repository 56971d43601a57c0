import type { Bilingual } from './declarations.js';

/** What the API answers where it does not do what was asked (RFC 9457). */
export interface ProblemBody {
  readonly status: number;
  readonly code: string;
  readonly clause?: string;
  readonly detailZh: string;
  readonly detailEn: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

const NO_ANSWER: ProblemBody = {
  status: 0,
  code: 'NO_ANSWER',
  detailZh: '连接不到服务器，请检查网络后重试。',
  detailEn: 'The server cannot be reached. Check the connection and try again.',
};

/** A refusal or failure of the API, to be shown in the reader's language. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(readonly body: ProblemBody) {
    super(body.code);
  }

  /** The sentence in both languages. */
  get sentence(): Bilingual {
    return { zh: this.body.detailZh, en: this.body.detailEn };
  }

  /** The state of the record forbids the act: it stays refused until the record changes. */
  get forbiddenByState(): boolean {
    return this.body.status === 409;
  }

  /** Members of the body that were refused, by JSON pointer. */
  get pointers(): readonly string[] {
    const errors = this.body.details?.['errors'];
    if (!Array.isArray(errors)) return [];
    return errors.flatMap((error: unknown) =>
      typeof error === 'object' && error !== null && 'pointer' in error ? [String(error.pointer)] : [],
    );
  }
}

/** Nobody answered, or not in our form. */
export function noAnswer(): Problem {
  return new Problem(NO_ANSWER);
}

function isProblemBody(body: unknown): body is ProblemBody {
  return typeof body === 'object' && body !== null && 'code' in body && 'detailZh' in body && 'detailEn' in body;
}

/** The problem in an answer that is no success. */
export async function problemOf(answer: Response): Promise<Problem> {
  const body: unknown = await answer.json().catch(() => undefined);
  return isProblemBody(body) ? new Problem(body) : new Problem({ ...NO_ANSWER, status: answer.status });
}
