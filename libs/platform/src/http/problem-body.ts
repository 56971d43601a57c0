import type { ProblemError } from './problem.js';

/** Whether `Accept-Language` prefers English to Chinese; Chinese is the product's first language. */
export function prefersEnglish(acceptLanguage: string | undefined): boolean {
  const ranked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters
        .map((parameter) => /^\s*q=([01](?:\.\d{1,3})?)\s*$/.exec(parameter)?.[1])
        .find((q) => q !== undefined);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return ranked.find(({ tag }) => /^(en|zh)\b/.test(tag))?.tag.startsWith('en') ?? false;
}

/** The body of a problem (RFC 9457) in the reader's language, with the other one beside it. */
export function problemBody(
  error: ProblemError,
  english: boolean,
  correlation?: string,
): Readonly<Record<string, unknown>> {
  const { code, status, sentence, clause } = error.definition;
  return {
    type: `urn:taizhang:problem:${code}`,
    title: code.toLowerCase().replaceAll('_', ' '),
    status,
    code,
    ...(clause !== undefined && { clause }),
    detail: english ? sentence.en : sentence.zh,
    detailZh: sentence.zh,
    detailEn: sentence.en,
    ...(Object.keys(error.details).length > 0 && { details: error.details }),
    ...(correlation !== undefined && { instance: `urn:taizhang:request:${correlation}` }),
  };
}
