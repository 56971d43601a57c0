import { dockerBroker } from './docker-infra.mjs';
import { down, up } from './instance.mjs';
import { ANY_FREE_PORTS } from './ports.mjs';

/**
 * @typedef {object} BrokerControl
 * @property {() => Promise<void>} stop returns when the broker no longer runs; its data stays
 * @property {() => Promise<void>} start returns when the broker answers, on the port it had
 * @property {() => Promise<void>} restart
 */

/**
 * @param {'local' | 'docker'} mode
 * @param {string} instance the instance of infra/local, or the container's id
 * @returns {BrokerControl}
 */
export function brokerControl(mode, instance) {
  const { stop, start } = mode === 'docker' ? dockerBroker(instance) : localBroker(instance);
  return {
    stop,
    start,
    restart: async () => {
      await stop();
      await start();
    },
  };
}

/** @param {string} instance */
function localBroker(instance) {
  /** @type {readonly import('./instance.mjs').Service[]} */
  const services = ['kafka'];
  return {
    stop: () => down({ instance, services }),
    start: async () => {
      await up({ instance, services, ports: ANY_FREE_PORTS }); // which keeps the ones the instance has
    },
  };
}
