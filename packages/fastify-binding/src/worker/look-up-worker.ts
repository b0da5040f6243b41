import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Binding,
  integerRule,
  type OptionRules,
  objectRule,
  optional
} from '@expressplay-binding/binding-core';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { logIfNotEnforced } from '../binding-checks/mapper.ts';
import { bindingRule, checkPluginOptions } from '../plugin-options.ts';

/** What {@link lookUpWorker} needs. */
export interface LookUpWorkerOptions {
  /** The use cases that it runs. */
  readonly binding: Pick<Binding, 'lookUpDue' | 'purge'>;
  /** Milliseconds between two rounds of look-ups; up to four times as many while nothing is due. Default 1,000. */
  readonly interval?: number;
}

const rules: OptionRules<LookUpWorkerOptions> = {
  binding: objectRule(bindingRule.form, 'lookUpDue', 'purge'),
  interval: optional(integerRule('in milliseconds, e.g. 1000', 1, 86_400_000))
};

/** Milliseconds from the end of one purge to the beginning of the next. */
const purgeInterval = 600_000;
/** Milliseconds between the rounds of one purge: requests come first. */
const pauseBetweenRounds = 100;
const longestBackOff = 4;

/**
 * The background work of device binding: it looks pending registrations up, so that no client has to poll, and deletes expired
 * rows. Any number of processes may run it; they share the work and its rate limit. It starts when the app is ready, stops when
 * the app closes, and does not keep the process alive.
 *
 * @example
 * await app.register(lookUpWorker, { binding });
 *
 * @throws {OptionError} For an option that is missing, unknown or wrong.
 */
export const lookUpWorker = fp(
  async (app: FastifyInstance, options: LookUpWorkerOptions) => {
    checkPluginOptions('lookUpWorker', options, rules);
    const { binding, interval = 1000 } = options;
    const stopping = new AbortController();
    let running: Promise<unknown> = Promise.resolve();
    app.addHook('onReady', async () => {
      running = Promise.all([lookUps(), purges()]);
    });
    app.addHook('onClose', async () => {
      stopping.abort();
      await running;
    });

    async function lookUps(): Promise<void> {
      let idleRounds = 0;
      while (!stopping.signal.aborted) {
        idleRounds = (await lookUp()) > 0 ? 0 : idleRounds + 1;
        await pause(interval * Math.min(1 + idleRounds, longestBackOff));
      }
    }

    /** Runs one round and returns how many registrations and binding checks it looked up. */
    async function lookUp(): Promise<number> {
      try {
        const { lookedUp, notEnforced, errors } = await binding.lookUpDue();
        for (const check of notEnforced) logIfNotEnforced(app.log, check);
        for (const err of errors) app.log.warn({ err }, 'a look-up failed and will be tried again');
        return lookedUp;
      } catch (err) {
        app.log.error({ err }, 'a round of look-ups failed');
        return 0;
      }
    }

    async function purges(): Promise<void> {
      while (!stopping.signal.aborted) {
        const purged = await purge();
        await pause(purged > 0 ? pauseBetweenRounds : purgeInterval);
      }
    }

    /** Runs one round and returns how many rows it deleted. */
    async function purge(): Promise<number> {
      try {
        return await binding.purge();
      } catch (err) {
        app.log.error({ err }, 'a purge failed');
        return 0;
      }
    }

    async function pause(milliseconds: number): Promise<void> {
      // Rejects when the app closes, which ends the pause too.
      await sleep(milliseconds, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  },
  { name: '@expressplay-binding/look-up-worker' }
);
