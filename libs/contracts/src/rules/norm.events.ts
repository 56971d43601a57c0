import { date, event, events, id, int, redactable, sha256Hex, text, withdrawn } from '@taizhang/kernel';
import { z } from 'zod';
import { UNIT_LEVELS } from '../organization/organization.catalogue.js';
import { NORM_AREAS, NORM_TREATMENTS, UPSTREAM_LEVELS, UPSTREAM_SUBJECTS } from './norm.catalogue.js';

/** Longest title of a norm, in UTF-16 units. */
export const MAX_NORM_TITLE_LENGTH = 200;

const prose = () => redactable(1, text());
const title = () => redactable(1, text(MAX_NORM_TITLE_LENGTH));

/** Number of a document (发文字号): the code of its series (发文机关代字), year and serial. */
export const documentNumber = () =>
  z.strictObject({ series: id(), year: int().min(1900).max(9999), serial: int().min(1) });
export type DocumentNumber = z.output<ReturnType<typeof documentNumber>>;

/** One of the eight areas by its number [C3.11]. */
export const normArea = () => int().min(1).max(NORM_AREAS.length);

/** A file with the text, uploaded to the ledger. */
export const normMaterial = () => z.strictObject({ sha256: sha256Hex(), size: int().min(1) });

/** Events of a norm (制度): taken over from above, or drafted here, published and ended. */
export const normEvents = events('rules', {
  NormReceived: event({
    version: 1,
    clr: 1,
    clauses: ['C3.1', 'C3.2', 'C3.3', 'C3.4', 'C3.5', 'C3.6', 'C3.7', 'C3.8', 'C3.9', 'C3.10'],
    schema: z.strictObject({
      norm: id(),
      level: z.enum(UPSTREAM_LEVELS),
      issuer: id(),
      number: documentNumber().nullable(),
      issuedOn: date(),
      subject: z.enum(UPSTREAM_SUBJECTS),
      treatment: z.enum(NORM_TREATMENTS),
      /** Unit and person who answer for taking it over. */
      unit: id(),
      owner: id(),
      stage: id().nullable(),
      on: date(),
      title: title(),
      reason: prose().nullable(),
      material: normMaterial().nullable(),
    }),
  }),
  NormTreatmentChanged: event({
    version: 1,
    clr: 1,
    clauses: ['C3.1'],
    schema: z.strictObject({ treatment: z.enum(NORM_TREATMENTS), on: date(), reason: prose() }),
  }),
  NormDrafted: event({
    version: 1,
    clr: 1,
    clauses: ['C3.11', 'C6.10'],
    schema: z.strictObject({
      norm: id(),
      /** Drafts of one norm are numbered. */
      draft: int().min(1),
      level: z.enum(UNIT_LEVELS),
      issuer: id(),
      unit: id(),
      owner: id(),
      area: normArea().nullable(),
      key: z.boolean(),
      sponsor: id().nullable(),
      /** Norm from above that it refines. */
      refines: id().nullable(),
      drafters: z.array(id()).min(1).max(20),
      stage: id().nullable(),
      on: date(),
      title: title(),
      text: prose().nullable(),
      obligations: z.array(z.strictObject({ obligation: id(), description: prose() })).max(50),
      material: normMaterial().nullable(),
    }),
  }),
  NormPublished: event({
    version: 1,
    clr: 0,
    clauses: ['C3.11', 'C3.18'],
    schema: z.strictObject({
      norm: id(),
      level: z.enum(UNIT_LEVELS),
      issuer: id(),
      unit: id(),
      number: documentNumber(),
      area: normArea().nullable(),
      key: z.boolean(),
      refines: id().nullable(),
      supersedes: z.array(id()).max(20),
      stage: id().nullable(),
      on: date(),
      /** In force from this day until, without, `to`. */
      from: date(),
      to: date().nullable(),
      title: title(),
      text: prose().nullable(),
      material: normMaterial().nullable(),
    }),
  }),
  /** In the record of the old norm, in one commit with the publication of the new one. */
  NormSuperseded: event({
    version: 1,
    clr: 0,
    clauses: ['C3.11'],
    schema: z.strictObject({ by: id(), from: date() }),
  }),
  NormRepealed: event({
    version: 1,
    clr: 0,
    clauses: ['C3.11'],
    schema: z.strictObject({ from: date(), reason: prose() }),
  }),
  NormReceptionWithdrawn: withdrawn({ clr: 1, clauses: ['C3.1'] }),
  NormTreatmentChangeWithdrawn: withdrawn({ clr: 1, clauses: ['C3.1'] }),
  NormDraftWithdrawn: withdrawn({ clr: 1, clauses: ['C3.11'] }),
  NormPublicationWithdrawn: withdrawn({ clr: 0, clauses: ['C3.11'] }),
  NormSupersessionWithdrawn: withdrawn({ clr: 0, clauses: ['C3.11'] }),
  NormRepealWithdrawn: withdrawn({ clr: 0, clauses: ['C3.11'] }),
});
