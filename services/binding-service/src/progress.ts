import { Presets, SingleBar } from 'cli-progress';

/** Writes a line for people. */
export type Print = (line: string) => void;

/** Called with the progress of the work. `total` may be wrong while other processes change the data. */
export type Progress = (done: number, total: number) => void;

/** A terminal, or a file or a pipe in its place. */
export type Screen = Pick<NodeJS.WriteStream, 'isTTY'> & NodeJS.WritableStream;

/** Shows the progress of the work: a bar on a terminal, elsewhere a line for each tenth. `what` is the unit, e.g. `contents`. */
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
