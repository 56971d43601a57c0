import type { ChooseAdapters, Configuration, HostAdapters } from '@taizhang/platform';

/** What a host keeps, and where; the transport is chosen beside it. */
export type HostStores = Omit<HostAdapters, 'transport' | 'blobStore'>;

/**
 * The two ways to run (design §3), chosen per port by the configuration; the one place where technologies are named together.
 * Drivers are loaded only where they are used: an embedded host starts without those of Kafka and MongoDB.
 */
export const chooseAdapters: ChooseAdapters = async (configuration, name) => ({
  ...(await storesOf(configuration)),
  transport: await transportOf(configuration, name),
  blobStore: await blobsOf(configuration),
});

async function storesOf(configuration: Configuration): Promise<HostStores> {
  if (configuration.TAIZHANG_STORE === 'mongodb')
    return (await import('./mongodb-stores.js')).mongodbStores(configuration);
  return (await import('./sqlite-stores.js')).sqliteStores(configuration);
}

async function transportOf(configuration: Configuration, name: string): Promise<HostAdapters['transport']> {
  if (configuration.TAIZHANG_TRANSPORT === 'kafka')
    return (await import('./kafka-transport.js')).kafkaTransport(configuration, name);
  return (await import('./in-process-transport.js')).inProcessTransport;
}

async function blobsOf(configuration: Configuration): Promise<HostAdapters['blobStore']> {
  if (configuration.TAIZHANG_BLOBS === 's3') return (await import('./s3-blobs.js')).s3Blobs(configuration);
  return (await import('./folder-blobs.js')).folderBlobs(configuration);
}
