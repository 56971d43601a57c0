export { aggregateRows, type AggregateRows, type Tell, type ToldAct } from './aggregate-rows.js';
export {
  DEFAULT_PAGE_SIZE,
  MAX_PAGE_SIZE,
  view,
  ViewQueryError,
  type ComparedIndex,
  type FieldIndex,
  type ProjectedEvent,
  type Projection,
  type SealedValue,
  type ViewDefinition,
  type ViewDocument,
  type ViewFilter,
  type ViewPage,
  type ViewQuery,
} from './view.js';
export {
  consumerOf,
  MAX_FACET_VALUES,
  sameVersion,
  shapeOf,
  versionLabel,
  ViewStoreBusyError,
  ViewStoreUnavailableError,
  ViewVersionError,
  type Counts,
  type CounterWrite,
  type Facet,
  type FieldCondition,
  type FieldValue,
  type GuardedWrite,
  type RegisteredVersion,
  type SortPosition,
  type StorageQuery,
  type StoragePage,
  type StoredDocument,
  type TermCondition,
  type ViewRegistry,
  type ViewShape,
  type ViewStorage,
  type ViewVersionId,
} from './view-storage.js';
export {
  compareText,
  compareValues,
  fieldValue,
  isCompared,
  prefixEnd,
  shapeFields,
  valueAt,
  type ShapeField,
} from './field-values.js';
export {
  CLASSIFICATION_FIELD,
  classifiedCounter,
  CLEARANCES,
  splitClassification,
  withClassification,
  type Classified,
} from './classification.js';
export { hashedTerm, MAX_WORD_LENGTH, textTerms, type SearchKeys } from './search-terms.js';
export {
  DisclosureFormatError,
  mapSealed,
  readDisclosure,
  sealedValues,
  splitSealed,
  type SealedFields,
  type SealedPlace,
} from './sealed-values.js';
export { openDocuments, type OpenedDocument } from './open-documents.js';
export {
  createViewHandler,
  MAX_DOCUMENT_LENGTH,
  MAX_DOCUMENT_TERMS,
  ViewDocumentTooLargeError,
  ViewInconsistentError,
  type ViewEventHandler,
  type ViewHandlerOptions,
} from './view-handler.js';
export { DISCLOSURE_ERASED } from './view-fold.js';
export {
  MAX_FACETS,
  MAX_FILTERS,
  MAX_IN_VALUES,
  MAX_QUERY_LEDGERS,
  MAX_QUERY_TERMS,
  MAX_SORT_FIELDS,
} from './view-query-check.js';
export {
  createViewReaders,
  MAX_TEXT_LEDGERS,
  viewEtag,
  ViewNotReadyError,
  type ViewReader,
  type ViewReaders,
  type ViewReaderOptions,
} from './view-reader.js';
export { projection, type TypedProjection } from './typed-projection.js';
export { ViewVersions, type ViewMarks, type ViewVersionsOptions } from './view-versions.js';
export { POSITION_WAIT_LIMIT_MS, ViewBehindError, waitForPosition } from './view-position.js';
