import { bureauOf, isLedgerId, ledgerId, type JsonObject } from '@taizhang/kernel';
import type { ContextFacilities } from '@taizhang/platform';
import { openDocuments, type ViewDocument, type ViewFilter } from '@taizhang/views-port';
import { publishedNormsView } from '../published-norms.view.js';

/** Norms on a page of the public list. */
export const PUBLIC_PAGE_SIZE = 50;
/** Clearance with which title and text of published norms are opened: what is published is for everybody [C3.18]. */
const OF_PUBLISHED = 1;

/** What is looked for. */
export interface PublicNormSearch {
  readonly bureau?: string | undefined;
  readonly area?: number | undefined;
  readonly text?: string | undefined;
  readonly cursor?: string | undefined;
}

/** A published norm, as whoever has no account sees it; a text that was erased is `null`. */
export interface PublicNorm {
  readonly bureau: string;
  readonly norm: string;
  readonly document: string;
  readonly issuer: string;
  readonly status: string;
  readonly area: number | null;
  readonly publishedOn: string;
  readonly from: string;
  readonly to: string | null;
  readonly supersededBy: string | null;
  readonly title: string | null;
}

/** A page of them. */
export interface PublicNormPage {
  readonly items: readonly PublicNorm[];
  readonly next?: string;
}

/** The published norms for whoever has no account: those who report what is not carried out can name the norm [C3.18]. */
export class PublicNorms {
  constructor(private readonly facilities: Pick<ContextFacilities, 'readsOf' | 'events'>) {}

  /** The latest first, of one bureau or of all. @throws `ViewQueryError` where the words are none to search by */
  async search({ bureau, area, text, cursor }: PublicNormSearch): Promise<PublicNormPage> {
    const where: readonly ViewFilter[] = [
      ...(area === undefined ? [] : [{ op: 'eq', field: 'area', value: area } as const]),
      ...(text === undefined ? [] : [{ op: 'text', field: 'title', value: text } as const]),
    ];
    const { items, next } = await this.facilities.readsOf('rules').page(publishedNormsView.name, {
      ledgers: bureau === undefined ? 'all' : [ledgerId('rules', bureau)],
      where,
      sort: [{ field: 'publishedOn', direction: 'desc' }],
      limit: PUBLIC_PAGE_SIZE,
      ...(cursor !== undefined && { cursor }),
    });
    const opened = await this.#opened(items);
    return { items: opened.map(publicNorm), ...(next !== undefined && { next }) };
  }

  /** One of them with its text; `undefined` where none of that code is published. */
  async find(bureau: string, norm: string): Promise<(PublicNorm & { readonly text: string | null }) | undefined> {
    if (!isLedgerId(`rules/${bureau}`)) return undefined;
    const found = await this.facilities.readsOf('rules').get(publishedNormsView.name, ledgerId('rules', bureau), norm);
    const [opened] = await this.#opened(found === undefined ? [] : [found]);
    return opened === undefined ? undefined : { ...publicNorm(opened), text: textOf(opened.doc, 'text') };
  }

  #opened(documents: readonly ViewDocument[]): Promise<readonly ViewDocument[]> {
    return openDocuments(documents, this.facilities.events, OF_PUBLISHED);
  }
}

function textOf(doc: JsonObject, field: string): string | null {
  const value = doc[field];
  return typeof value === 'string' ? value : null;
}

function publicNorm({ ledger, key, doc }: ViewDocument): PublicNorm {
  return {
    bureau: bureauOf(ledger),
    norm: key,
    document: textOf(doc, 'document') ?? '',
    issuer: textOf(doc, 'issuer') ?? '',
    status: textOf(doc, 'status') ?? '',
    area: typeof doc['area'] === 'number' ? doc['area'] : null,
    publishedOn: textOf(doc, 'publishedOn') ?? '',
    from: textOf(doc, 'from') ?? '',
    to: textOf(doc, 'to'),
    supersededBy: textOf(doc, 'supersededBy'),
    title: textOf(doc, 'title'),
  };
}
