/** All contexts of the deployment, as its host knows them: whom an erasure waits for. */
export const DEPLOYMENT_CONTEXTS = { fact: 'platform.contexts', key: 'all' } as const;
