import { date, id, text } from '@taizhang/kernel';
import { BASIS_LEVELS } from '@taizhang/contracts';
import { z } from 'zod';

/** A document from above (依据文件): issuer, level, title, number and date [C0.2]. */
export const basisDocument = {
  document: id(),
  level: z.enum(BASIS_LEVELS),
  issuedOn: date(),
  issuer: text(),
  number: text(),
  title: text(),
};
