import { Agent } from 'undici';
import type { ExpressPlayApi } from '../apis.ts';
import { ExpressPlayArgumentError, isOutageStatus } from '../errors/errors.ts';
import { type ExpressPlayClientOptions, settingsOf } from '../options.ts';
import type { Answer } from './answer.ts';
import { withDeadline } from './deadline.ts';
import { type Call, exchange } from './exchange.ts';
import { type Decode, decoded, errorOf } from './refusal.ts';
import { createResilience, type Resilience } from './resilience.ts';

/** A call, and whether making it twice does no harm. */
export interface RepeatableCall extends Call {
  readonly repeatable: boolean;
}

export interface Transport {
  /**
   * Makes `call` within the deadline and the policy.
   *
   * @throws {ExpressPlayCallError}
   */
  send<Result>(call: RepeatableCall, decode: Decode<Result>, signal?: AbortSignal): Promise<Result>;
  /** Waits for the calls under way, those that wait for their turn included. */
  close(): Promise<void>;
}

export function createTransport(options: ExpressPlayClientOptions): Transport {
  const settings = settingsOf(options);
  const dispatcher = options.dispatcher ?? new Agent();
  const policies = new Map<ExpressPlayApi, Resilience>();
  const underWay = new Set<Promise<Answer>>();
  let closing: Promise<void> | undefined;

  return {
    async send(call, decode, signal) {
      if (closing) throw new ExpressPlayArgumentError('client', 'is closed');
      const answer = withDeadline(call, settings.deadline, signal, stop =>
        policyOf(call.api)(call, stop, () => attempt(call, stop))
      );
      underWay.add(answer);
      try {
        return decoded(call, await answer, decode);
      } finally {
        underWay.delete(answer);
      }
    },
    close() {
      closing ??= closeOnce();
      return closing;
    }
  };

  async function closeOnce(): Promise<void> {
    await Promise.allSettled(underWay);
    if (!options.dispatcher) await dispatcher.close();
  }

  async function attempt(call: Call, signal: AbortSignal): Promise<Answer> {
    signal.throwIfAborted();
    const answer = await exchange({ ...settings, dispatcher }, call, signal);
    if (isOutageStatus(answer.httpStatus)) throw errorOf(call, answer);
    return answer;
  }

  function policyOf(api: ExpressPlayApi): Resilience {
    const policy = policies.get(api) ?? createResilience(settings);
    policies.set(api, policy);
    return policy;
  }
}
