/** Tracks promises that have not settled. */
export interface UnderWay {
  /** Returns the same promise. */
  watch<T>(answer: Promise<T>): Promise<T>;
  /** Waits until all of them have settled. */
  settled(): Promise<void>;
}

export function trackUnderWay(): UnderWay {
  const begun = new Set<Promise<unknown>>();

  return {
    watch(answer) {
      const done = () => void begun.delete(answer);
      begun.add(answer);
      answer.then(done, done);
      return answer;
    },
    async settled() {
      await Promise.allSettled(begun);
    }
  };
}
