import { useQuery } from '@tanstack/react-query';
import { send } from '../api/client.js';
import type { DeclaredView, RecordAddress } from '../api/declarations.js';
import { contextKey, type AnyDoc, type Shown } from '../api/queries.js';

/** A record as its view shows it; without a view, or under another key there, its address alone is known. */
export function useShown(record: RecordAddress, view: DeclaredView | undefined) {
  const { context, bureau, id } = record;
  return useQuery({
    queryKey: [...contextKey(context), 'shown', view?.name, record],
    queryFn: async (): Promise<Shown<AnyDoc>> => {
      if (view === undefined)
        return { ledger: `${context}/${bureau}`, key: id, idx: -1, doc: {}, withheld: [], erased: [] };
      return send<Shown<AnyDoc>>(`/api/${context}/views/${view.name}/documents/${bureau}/${encodeURIComponent(id)}`);
    },
  });
}
