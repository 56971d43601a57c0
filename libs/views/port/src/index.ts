export {
  DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, view, ViewQueryError, type CounterWrite, type FieldIndex, type GuardedWrite, type ProjectedEvent,
  type Projection, type SealedValue, type ViewDefinition, type ViewDocument, type ViewFilter, type ViewPage, type ViewQuery, type ViewShape,
  type ViewStorage,
} from './view.js';
