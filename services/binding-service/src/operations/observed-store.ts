import type { AccountUnit, AuditEvent, Store } from '@expressplay-binding/binding-core';

/** Is told about the units of work of a store. */
export interface StoreObserver {
  /** A unit has ended: `failed` if it was rolled back, also by a refusal. It took so many seconds, its waiting and its commit included. */
  unitEnded(outcome: 'committed' | 'failed', seconds: number): void;
  /** An event was committed. */
  happened(event: AuditEvent): void;
}

/** A store that reports its units of work to an observer. */
export function observedStore(store: Store, observer: StoreObserver): Store {
  return {
    ...store,
    async inAccount<T>(accountId: string, now: number, work: (unit: AccountUnit) => Promise<T>): Promise<T> {
      const started = performance.now();
      const seconds = () => (performance.now() - started) / 1000;
      let events: AuditEvent[] = [];
      try {
        const result = await store.inAccount(accountId, now, unit => {
          // The unit may run again.
          events = [];
          return work(withAppended(unit, events));
        });
        observer.unitEnded('committed', seconds());
        for (const event of events) observer.happened(event);
        return result;
      } catch (error) {
        observer.unitEnded('failed', seconds());
        throw error;
      }
    }
  };
}

function withAppended(unit: AccountUnit, events: AuditEvent[]): AccountUnit {
  const append = unit.appendAuditEvent;
  return Object.assign(unit, {
    appendAuditEvent(event: AuditEvent): Promise<void> {
      events.push(event);
      return append.call(unit, event);
    }
  });
}
