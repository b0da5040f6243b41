import fc from 'fast-check';
import t from 'tap';
import {
  createRecordDecoder,
  decodeRecords,
  ExpressPlayArgumentError,
  ExpressPlayDecodeError,
  type ExpressPlayRecord
} from '../src/index.ts';
import { authenticator, setup } from './support/server.ts';

const event = { event_id: 7, device_id: 'ab'.repeat(16), cookie: 'c' };

t.test('records are retrieved by GET, in each of the documented modes', async t => {
  const { client, seen } = await setup(t, JSON.stringify([event]));
  await client.recentRecords();
  await client.recordsByCookie('cookie +&');
  await client.recordById(7);
  await client.recordWindow({ start: 200, length: 100 });
  const customerAuthenticator = authenticator;
  t.strictSame(
    seen.map(({ method, path, query }) => [method, path, Object.fromEntries(query)]),
    [
      ['GET', '/cmiapi/getrecord/', { customerAuthenticator }],
      ['GET', '/cmiapi/getrecord/', { customerAuthenticator, cookie: 'cookie +&' }],
      ['GET', '/cmiapi/getrecord/', { customerAuthenticator, id: '7' }],
      ['GET', '/cmiapi/getrecord/', { customerAuthenticator, start: '200', length: '100' }]
    ]
  );
});

t.test('a record has the known members by name, and the whole record as raw', async t => {
  const { client } = await setup(t, JSON.stringify([{ ...event, error_code: -4010, drm: 'WV' }]));
  t.strictSame(await client.recordsByCookie('c'), [
    {
      raw: { ...event, error_code: -4010, drm: 'WV' },
      eventId: 7,
      deviceId: event.device_id,
      cookie: 'c',
      errorCode: -4010
    }
  ]);
});

t.test('the envelope may be an array, an object around one, or one record', async t => {
  for (const body of [
    [event],
    { records: [event] },
    { cookie: 'c', events: [event] },
    event,
    { ...event, kids: ['a'] }
  ]) {
    t.match(decodeRecords(body), [{ eventId: 7, deviceId: event.device_id }]);
  }
  t.match(decodeRecords({ cookie: 'c', error_code: -4001 }), [{ cookie: 'c', errorCode: -4001 }]);
  for (const body of [[], {}, { records: [] }, '', ' \n']) t.strictSame(decodeRecords(body), []);
  for (const body of [null, 1, 'text', [1], [[]], { a: 1 }, { records: ['a'] }]) {
    t.equal(decodeRecords(body), undefined, JSON.stringify(body));
  }
});

t.test('names may be spelled in snake, camel or kebab case', async t => {
  for (const raw of [
    { event_id: '7', device_id: 'd' },
    { eventId: 7, deviceId: 'd' },
    { EventID: 7, 'device-id': 'd' }
  ]) {
    t.match(decodeRecords([raw]), [{ eventId: 7, deviceId: 'd', raw }]);
  }
});

t.test('values of the wrong type are left to raw', async t => {
  const raw = { event_id: 'x', device_id: 7, cookie: null, error_code: 0, time: 'noon' };
  t.strictSame(decodeRecords([event, raw]), [
    { raw: event, eventId: 7, deviceId: event.device_id, cookie: 'c' },
    { raw }
  ]);
});

t.test('the time of a record is RFC 3339, or seconds or milliseconds since 1970', async t => {
  const time = new Date('2026-11-24T12:00:00Z');
  for (const value of [
    '2026-11-24T12:00:00Z',
    '2026-11-24 13:00:00+01:00',
    time.getTime(),
    time.getTime() / 1000
  ])
    t.match(decodeRecords([{ ...event, timestamp: value }]), [{ time }], String(value));
  for (const value of ['2026-11-24 12:00:00', 'yesterday', 0, {}])
    t.notOk(
      decodeRecords([{ ...event, timestamp: value }])?.[0]?.time,
      'a time without a zone is not guessed'
    );
});

t.test('records that name no device are an error that shows their shape, and no value of them', async t => {
  const bodies = [
    [
      '[{"event":{"id":7,"device_id":"SECRETDEVICE"},"cookie":"c"}]',
      '[{ event: { id: number, device_id: string }, cookie: string }]'
    ],
    ['{"data":{"events":[{"device_id":"SECRETDEVICE"}]}}', '{ data: { events: [{ device_id: string }] } }'],
    ['[{"DevId":"SECRETDEVICE","event_id":7}]', '[{ DevId: string, event_id: number }]'],
    [
      '<?xml version="1.0"?><Events><Event><DeviceId>SECRETDEVICE</DeviceId></Event></Events>',
      '<Events><Event><DeviceId>'
    ],
    ['{"0123456789abcdef0123456789abcdef":{}}', '{ …: {} }'],
    ['device=SECRETDEVICE', 'text']
  ] as const;
  for (const [body, shape] of bodies) {
    const { client } = await setup(t, body);
    const error = await client.recordsByCookie('c').then(
      () => undefined,
      (failure: unknown) => failure
    );
    if (!(error instanceof ExpressPlayDecodeError)) throw new Error(`${body} was accepted`);
    t.equal(error.shape, shape);
    t.match(error.message, shape);
    t.notMatch(error.message, /SECRETDEVICE|0123456789abcdef/);
  }
});

t.test('a decoder for known names reads nested records and another envelope', async t => {
  const decode = createRecordDecoder({
    envelope: 'data.events',
    members: { deviceId: 'device.id', cookie: 'tag', eventId: 'n', errorCode: 'result', time: 'at' }
  });
  const raw = {
    device: { id: 'd' },
    tag: 'c',
    n: '7',
    result: -4001,
    at: '2026-11-24T12:00:00Z',
    cookie: 'other'
  };
  t.strictSame(decode({ data: { events: [raw] } }), [
    { raw, cookie: 'c', eventId: 7, deviceId: 'd', errorCode: -4001, time: new Date('2026-11-24T12:00:00Z') }
  ]);
  t.match(decode({ data: { events: raw } }), [{ deviceId: 'd' }], 'one record without a list');
  t.strictSame(decode({ 'data.events': [] }), [], 'a name that has a dot itself');
  t.strictSame(decode({ data: { events: [{ n: 1 }] } }), [{ raw: { n: 1 }, eventId: 1 }]);
  t.equal(decode({ data: {} }), undefined);
  t.throws(() => createRecordDecoder({ envelope: '' }), ExpressPlayArgumentError);
  t.throws(() => createRecordDecoder({ members: { cookie: '' } }), ExpressPlayArgumentError);
});

t.test('an unknown event ID returns undefined', async t => {
  const { client } = await setup(t, '[]');
  t.equal(await client.recordById(1), undefined);
});

t.test('an error object in place of records is a refusal', async t => {
  const { client } = await setup(t, '{"error":-2017,"text":"authenticator missing"}');
  await t.rejects(client.recentRecords(), { code: 'refused', eventCode: -2017 });
});

t.test('the iterator fetches window after window until one is empty', async t => {
  const all = Array.from({ length: 25 }, (_, index) => ({ event_id: index, device_id: `d${index}` }));
  const { client, seen } = await setup(t, (response, { query }) => {
    const start = Number(query.get('start'));
    response.end(JSON.stringify(all.slice(start, start + Number(query.get('length')))));
  });
  const records = await collect(client.records({ start: 5, length: 10 }));
  t.strictSame(
    records.map(({ eventId }) => eventId),
    all.slice(5).map(({ event_id }) => event_id)
  );
  t.strictSame(
    seen.map(({ query }) => query.get('start')),
    ['5', '15', '25']
  );
});

t.test('an iteration that stops early makes no further call', async t => {
  const { client, seen } = await setup(t, JSON.stringify([event]));
  for await (const _ of client.records()) break;
  t.equal(seen.length, 1);
});

t.test('a decoder from the options replaces the tolerant one', async t => {
  const { client } = await setup(t, '{"Rows":"7;abc"}', {
    decodeRecords: body => {
      const [id, deviceId = ''] = (body as { Rows: string }).Rows.split(';');
      return [{ eventId: Number(id), deviceId, raw: body }];
    }
  });
  t.match(await client.recentRecords(), [{ eventId: 7, deviceId: 'abc' }]);
});

t.test('a bad cookie, ID or window is refused before anything is sent', async t => {
  const { client, seen } = await setup(t, '[]');
  const calls: Promise<unknown>[] = [
    client.recordsByCookie('x'.repeat(33)),
    client.recordsByCookie(''),
    client.recordById(-1),
    client.recordById(1.5),
    client.recordWindow({ start: -1, length: 1 }),
    client.recordWindow({ start: 0, length: 0 }),
    collect(client.records({ length: 0 }))
  ];
  for (const call of calls) await t.rejects(call, ExpressPlayArgumentError);
  t.equal(seen.length, 0);
});

t.test('the tolerant decoder returns records or undefined, for any JSON', async () => {
  fc.assert(
    fc.property(fc.jsonValue(), json => {
      const records = decodeRecords(json);
      return records === undefined || records.every(record => 'raw' in record);
    })
  );
});

async function collect(records: AsyncIterable<ExpressPlayRecord>): Promise<ExpressPlayRecord[]> {
  const all: ExpressPlayRecord[] = [];
  for await (const record of records) all.push(record);
  return all;
}
