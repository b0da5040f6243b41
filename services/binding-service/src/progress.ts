import { Presets, SingleBar } from 'cli-progress';

/** Where a command writes a line for people. */
export type Print = (line: string) => void;

/** Told how far the work is. `total` may be off where others change things meanwhile. */
export type Progress = (done: number, total: number) => void;

/** A terminal, or a file or a pipe in its place. */
export type Screen = Pick<NodeJS.WriteStream, 'isTTY'> & NodeJS.WritableStream;

/** Shows how far the work is: as a bar on a terminal, elsewhere as a line for each tenth. `what` is counted, e.g. `contents`. */
export async function withProgress<T>(
  what: string,
  print: Print,
  work: (progress: Progress) => Promise<T>,
  screen: Screen = process.stderr
): Promise<T> {
  if (!screen.isTTY) return work(inLines(what, print));
  const bar = new SingleBar(
    { stream: screen, format: `{bar} {percentage} %  {value} of {total} ${what}  {eta_formatted} left` },
    Presets.shades_classic
  );
  bar.start(0, 0);
  try {
    return await work((done, total) => {
      bar.setTotal(Math.max(done, total));
      bar.update(done);
    });
  } finally {
    bar.stop();
  }
}

function inLines(what: string, print: Print): Progress {
  let tenths = 0;
  return (done, total) => {
    const reached = Math.floor((done / Math.max(done, total)) * 10);
    if (reached > tenths) print(`${done} of ${Math.max(done, total)} ${what}`);
    tenths = Math.max(tenths, reached);
  };
}
