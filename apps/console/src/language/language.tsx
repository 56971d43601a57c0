import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import type { Bilingual } from '../api/declarations.js';
import { WORDS, type Word } from './words.js';

/** The languages of the product; Chinese is its first. */
export type Language = 'zh' | 'en';

/** Where a browser keeps the chosen language. */
const STORED_AT = 'taizhang.language';

/** Words in the reader's language. */
export interface Spoken {
  readonly language: Language;
  readonly choose: (language: Language) => void;
  /** Words of the console itself; `{0}` and so on are filled in. */
  readonly t: (word: Word, ...parts: readonly (string | number)[]) => string;
  /** What comes in both languages. */
  readonly say: (words: Bilingual) => string;
}

const Speech = createContext<Spoken | undefined>(undefined);

function stored(): Language {
  return localStorage.getItem(STORED_AT) === 'en' ? 'en' : 'zh';
}

/** Gives all below it the reader's language, which the browser remembers. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(stored);
  const spoken = useMemo<Spoken>(
    () => ({
      language,
      choose: (chosen) => {
        localStorage.setItem(STORED_AT, chosen);
        setLanguage(chosen);
      },
      t: (word, ...parts) =>
        parts.reduce<string>(
          (text, part, index) => text.replaceAll(`{${index}}`, String(part)),
          WORDS[word][language === 'zh' ? 0 : 1],
        ),
      say: (words) => words[language],
    }),
    [language],
  );
  return <Speech value={spoken}>{children}</Speech>;
}

/** Words in the reader's language. */
export function useSpoken(): Spoken {
  const spoken = use(Speech);
  if (spoken === undefined) throw new Error('There is no LanguageProvider above.');
  return spoken;
}
