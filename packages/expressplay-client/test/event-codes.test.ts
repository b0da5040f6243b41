import t from 'tap';
import { eventCodes } from '../src/index.ts';
import { optionsWith } from './readme/readme-blocks.ts';

// The codes of ExpressPlay's three references, as they are printed there.
const shared = [
  -2002, -2003, -2005, -2008, -2017, -2018, -2019, -2022, -2023, -2025, -2027, -2030, -2031, -2033, -2034,
  -2035, -2036, -2037, -2040, -3004, -4001, -4018, -4019, -4020, -4021, -4022, -4024, -5003
];
const widevine = [-4010, -6005, -6007, -7002, -7003, -7004, -7006, -7007, -7008, -7009, -7011];
const playready = [-2020, -2021, -5001, -5002, -5004, -5005, -5006, -5007];
const fairplay = [-2020, -2021, -4010, -6001, -6002, -6003, -6004, -6005, -6006, -6007, -6008, -6009];

const codesFixedBy = (whom: string) =>
  Object.entries(eventCodes)
    .filter(([, { fixedBy }]) => fixedBy === whom)
    .map(([code]) => Number(code))
    .toSorted((a, b) => b - a);

t.test('the table has every documented code, and no other', async t => {
  const documented = new Set([...shared, ...widevine, ...playready, ...fairplay]);
  t.strictSame(Object.keys(eventCodes).map(Number).toSorted(), [...documented].toSorted());
});

t.test('the operator has to resolve codes about credentials, credits and disabled services', async t => {
  t.strictSame(
    codesFixedBy('operator'),
    [-2017, -2018, -2019, -2031, -5002, -6006, -6008, -6009, -7002, -7011]
  );
});

t.test('only codes that ExpressPlay has to resolve are retryable', async t => {
  t.strictSame(codesFixedBy('expressplay'), [-2030, -6004, -7008]);
  for (const { fixedBy, retryable } of Object.values(eventCodes)) {
    t.equal(retryable, fixedBy === 'expressplay');
  }
});

t.test('each refusal names the option that it concerns, and what to do', async t => {
  for (const [code, { remedy }] of Object.entries(eventCodes)) {
    const options = optionsWith(Number(code));
    t.match(remedy, /^[A-Z].*\.$/, code);
    if (options.length > 0)
      t.ok(
        options.some(option => remedy.includes(`\`${option}\``)) || /output|extension/i.test(remedy),
        `${code} ${remedy}`
      );
  }
});
