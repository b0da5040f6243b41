import t from 'tap';
import { createStage, key, kid } from './support/stage.ts';

const other = 'B'.repeat(32);

t.test('a content may have a key per track', async t => {
  const { binding } = await createStage();
  const tracks = [{ kid: other, key, trackType: 'AUDIO' as const }];
  const { content } = await binding.saveContent({ contentId: 'film', kid, key, trackType: 'HD', tracks });
  t.match(content, { trackType: 'HD', tracks: [{ kid: other.toLowerCase(), trackType: 'AUDIO' }] });
});

t.test('a refusal names the wrong keys of tracks and a kid that occurs twice', async t => {
  const { binding } = await createStage();
  const save = (tracks: { kid: string }[]) =>
    binding.saveContent({ contentId: 'film', kid, key, tracks: tracks.map(track => ({ key, ...track })) });
  await t.rejects(save([{ kid: other }, { kid: 'x' }]), {
    code: 'validation',
    problem: { errors: [{ path: '/tracks/1/kid' }] }
  });
  await t.rejects(save([{ kid: kid.toUpperCase() }]), {
    code: 'validation',
    problem: { errors: [{ path: '/tracks/0/kid' }] }
  });
  const many = Array.from({ length: 16 }, (_, i) => ({ kid: i.toString(16).padStart(32, '0') }));
  await t.rejects(save(many), { code: 'validation', problem: { errors: [{ path: '/tracks' }] } });
});
