/** Keeps track of what was begun and has not ended. */
export interface UnderWay {
  /** Gives the answer back as it is. */
  watch<T>(answer: Promise<T>): Promise<T>;
  /** Waits for everything that was begun, however it ends. */
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
