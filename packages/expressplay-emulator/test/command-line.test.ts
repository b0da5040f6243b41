import t from 'tap';
import { readCommand } from '../src/command-line.ts';
import { describeFlags, FLAGS } from '../src/flags.ts';
import { SwitchesSchema } from '../src/switches.ts';
import { AUTHENTICATOR, KEY } from './helper.ts';

const optionsOf = (args: readonly string[], environment: Record<string, string> = {}): object => {
  const command = readCommand(args, environment);
  return command.help ? {} : command.options;
};

t.test('without flags the emulator listens on port 3001', async t => {
  t.same(optionsOf([]), { port: 3001 });
});

t.test('every switch has a flag and a variable', async t => {
  const namesOf = (properties: object, group: string): string[] =>
    Object.entries(properties).flatMap(([name, schema]) =>
      'properties' in schema ? namesOf(schema.properties, `${group}${name}.`) : [group + name]
    );
  const switches = namesOf(SwitchesSchema.properties, '');
  t.same(FLAGS.map(({ path }) => path.join('.')).slice(-switches.length), switches);
  for (const { name, variable } of FLAGS) {
    t.match(name, /^[a-z]+(-[a-z0-9]+)*$/);
    t.match(variable, /^EMULATOR_[A-Z0-9_]+$/);
  }
});

t.test('flags of every type set their option', async t => {
  const faults = [{ kind: 'latency', ms: 5 }];
  const args = [
    ...['--port', '0', '--host', '::1', '--seed', '7', '--parameters', 'strict'],
    ...['--device-binding-widevine', 'rejected', '--device-binding-fairplay', 'ignored'],
    ...['--records-delay', '250', '--records-missing', '--credits', '3', '--faults', JSON.stringify(faults)],
    ...[
      '--device-id-parameters',
      'deviceId',
      '--device-id-parameters',
      'device',
      '--clock',
      '2026-01-01T00:00:00Z'
    ]
  ];
  t.same(optionsOf(args), {
    port: 0,
    host: '::1',
    seed: '7',
    parameters: 'strict',
    deviceIdParameters: ['deviceId', 'device'],
    deviceBinding: { widevine: 'rejected', fairplay: 'ignored' },
    records: { delay: 250, missing: true },
    credits: 3,
    clock: '2026-01-01T00:00:00Z',
    faults
  });
});

t.test('a word is accepted among values of another type', async t => {
  t.match(optionsOf(['--credits', 'unlimited', '--customer-authenticators', 'any', '--clock', 'real']), {
    credits: 'unlimited',
    customerAuthenticators: 'any',
    clock: 'real'
  });
});

t.test('lists: a flag repeats, a variable has blanks', async t => {
  const both = [AUTHENTICATOR, `7,${KEY}`];
  const args = both.flatMap(one => ['--customer-authenticators', one]);
  t.match(optionsOf(args), { customerAuthenticators: both });
  t.match(optionsOf([], { EMULATOR_CUSTOMER_AUTHENTICATORS: both.join(' ') }), {
    customerAuthenticators: both
  });
});

t.test('a variable applies where no flag is set; an empty one does not', async t => {
  const environment = { EMULATOR_PORT: '4000', EMULATOR_RECORDS_MISSING: 'true', EMULATOR_SEED: '' };
  t.same(optionsOf(['--port', '5000'], environment), { port: 5000, records: { missing: true } });
});

t.test('a flag that does not exist, or a value that does not parse, is named', async t => {
  t.throws(() => readCommand(['--colour', 'red'], {}), /--colour/);
  t.throws(() => readCommand(['stray'], {}), /stray/);
  t.throws(() => readCommand(['--records-delay', 'soon'], {}), {
    message: 'The flag --records-delay does not take that value.'
  });
});

t.test('--help describes every flag', async t => {
  t.same(readCommand(['--help'], {}), { help: true });
  t.same(readCommand(['-h', '--port', '1'], {}), { help: true });
  for (const { name, variable } of FLAGS) {
    t.match(describeFlags(), `--${name}`);
    t.match(describeFlags(), `(${variable})`);
  }
});
