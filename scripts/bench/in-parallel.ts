/** Does the work `times` times, at most `width` at once. */
export async function inParallel(
  width: number,
  times: number,
  work: (index: number) => Promise<unknown>
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < times) await work(next++);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

/** How many times a second the work is done. */
export async function perSecond(
  width: number,
  times: number,
  work: (index: number) => Promise<unknown>
): Promise<number> {
  const started = performance.now();
  await inParallel(width, times, work);
  return (times / (performance.now() - started)) * 1000;
}

/** The milliseconds that the work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
