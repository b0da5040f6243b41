import type { Storage } from '@expressplay-binding/storage-kysely';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { UpstreamObserver } from '../observed-licenses.ts';
import type { StoreObserver } from './observed-store.ts';

/** The metrics of one process. Labels are routes, statuses, DRMs, states and codes: no ids, no secrets. */
export interface Metrics extends StoreObserver {
  readonly registry: Registry;
  /** Counts and times a call to ExpressPlay. */
  readonly observeUpstream: UpstreamObserver;
  /** Counts and times a request. */
  observeRequest(labels: { method: string; route: string; status: number }, seconds: number): void;
  /** Counts an answer that is a problem document. */
  observeProblem(code: string): void;
}

const states = ['started', 'bound', 'refused', 'ambiguous', 'expired', 'cancelled'];

/** Makes the metrics of a process with this storage. */
export function createMetrics(storage: Pick<Storage, 'connections'>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Requests by method, route and status, and how long they took',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers
  });
  const problems = new Counter({
    name: 'http_problems_total',
    help: 'Answers that are problem documents, by code',
    labelNames: ['code'],
    registers
  });
  const upstream = new Histogram({
    name: 'upstream_call_duration_seconds',
    help: 'Calls to ExpressPlay by kind, DRM and outcome, and how long they took',
    labelNames: ['call', 'drm', 'outcome'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers
  });
  const registrations = new Counter({
    name: 'registrations_total',
    help: 'Registrations that came into a state',
    labelNames: ['state'],
    registers
  });
  for (const state of states) registrations.inc({ state }, 0);
  const decisions = new Counter({
    name: 'device_decisions_total',
    help: 'Decisions about devices that were proven: bound, or the code of the refusal',
    labelNames: ['code'],
    registers
  });
  const checks = new Counter({
    name: 'binding_checks_total',
    help: 'Binding checks that were completed, by what they found',
    labelNames: ['state'],
    registers
  });
  const units = new Histogram({
    name: 'database_unit_duration_seconds',
    help: 'Units of work on accounts by outcome, and how long they took with waiting and commit',
    labelNames: ['outcome'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers
  });
  new Gauge({
    name: 'database_connections',
    help: 'The connection pool to MySQL: open and lent connections, and callers that wait for one',
    labelNames: ['state'],
    registers,
    collect() {
      for (const [state, count] of Object.entries(storage.connections() ?? {})) this.set({ state }, count);
    }
  });

  return {
    registry,
    observeUpstream: (labels, seconds) => upstream.observe(labels, seconds),
    observeRequest: (labels, seconds) => requests.observe(labels, seconds),
    observeProblem: code => problems.inc({ code }),
    unitEnded: (outcome, seconds) => units.observe({ outcome }, seconds),
    happened({ action, details }) {
      const [subject, state = ''] = action.split('.');
      if (subject === 'registration') registrations.inc({ state });
      if (action === 'registration.bound') decisions.inc({ code: 'bound' });
      if (action === 'registration.refused') decisions.inc({ code: String(details.code) });
      if (action === 'binding-check.completed') checks.inc({ state: String(details.state) });
    }
  };
}
