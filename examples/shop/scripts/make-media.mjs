// Draws the sample films with FFmpeg and packages them, encrypted, with Shaka Packager: DASH with cenc, HLS with cbcs.
// Run it with `node scripts/make-media.mjs`; it needs ffmpeg on the PATH. What it writes is committed.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const media = fileURLToPath(new URL('../media', import.meta.url));
const packager = join(dirname(createRequire(import.meta.url).resolve('shaka-packager')), 'index.js');
const temporary = mkdtempSync(join(tmpdir(), 'films-'));

const seconds = 8;
const size = '640x360';

const canvas = `color=c=black:s=320x180:r=25:d=${seconds},format=gbrp`;

/** What FFmpeg draws, by content id. */
const pictures = {
  tidal: formulas({
    r: '12+70*pow(0.5+0.5*sin(X/41+T*0.9+1.6*sin(Y/33-T*0.7)),3)',
    g: '30+190*pow(0.5+0.5*sin(X/41+T*0.9+1.6*sin(Y/33-T*0.7)),2)*(0.45+0.55*Y/H)',
    b: '70+150*(0.5+0.5*sin(X/41+T*0.9+1.6*sin(Y/33-T*0.7)))'
  }),
  'deep-field': formulas({
    r: '14+235*exp(-hypot(X-160,1.7*(Y-90))/58)*(0.55+0.45*sin(2*atan2(1.7*(Y-90),X-160)+hypot(X-160,1.7*(Y-90))/13-1.6*T))',
    g: '8+150*exp(-hypot(X-160,1.7*(Y-90))/44)*(0.55+0.45*sin(2*atan2(1.7*(Y-90),X-160)+hypot(X-160,1.7*(Y-90))/13-1.6*T))',
    b: '34+215*exp(-hypot(X-160,1.7*(Y-90))/95)*(0.5+0.5*sin(2*atan2(1.7*(Y-90),X-160)+hypot(X-160,1.7*(Y-90))/13-1.6*T+0.6))'
  }),
  'night-signals': `life=s=160x90:r=25:rule=S23/B3:ratio=0.14:seed=11:mold=12:life_color=0xffb454:death_color=0x7a1f4d:mold_color=0x120a1f,scale=${size}:flags=neighbor`
};

/** @param {{ r: string, g: string, b: string }} channels Of X, Y and the time T in seconds. */
function formulas({ r, g, b }) {
  return `${canvas},geq=r='${r}':g='${g}':b='${b}',scale=${size}:flags=bicubic`;
}

for (const { contentId, kid, key, iv } of JSON.parse(readFileSync(join(media, 'films.json'), 'utf8'))) {
  const film = join(media, contentId);
  rmSync(film, { recursive: true, force: true });
  mkdirSync(film);
  const clear = join(temporary, `${contentId}.mp4`);
  draw(pictures[contentId], clear, 110);
  ffmpeg('-ss', '4', '-i', clear, '-frames:v', '1', '-q:v', '6', join(film, 'poster.jpg'));
  encrypt(
    [`in=${clear},stream=video,output=${join(film, 'cenc.mp4')}`],
    { kid, key, scheme: 'cenc', systems: 'Widevine,PlayReady' },
    ['--mpd_output', join(film, 'manifest.mpd')]
  );
  encrypt(
    [`in=${clear},stream=video,output=${join(film, 'cbcs.mp4')},playlist_name=video.m3u8`],
    { kid, key, iv, scheme: 'cbcs', systems: 'CommonSystem,FairPlay,Widevine' },
    ['--hls_master_playlist_output', join(film, 'master.m3u8'), '--hls_key_uri', `skd://${contentId}`]
  );
  nameClearKey(join(film, 'manifest.mpd'), join(film, 'video.m3u8'), kid);
}

// The dummy content of `npm start`, for CDMs that do not register without media.
const clear = join(temporary, 'dummy.mp4');
draw('color=c=black:s=160x90:r=10:d=1', clear, 10);
encrypt(
  [`in=${clear},stream=video,output=${join(media, 'dummy.mp4')}`],
  {
    kid: '1'.padStart(32, '0'),
    key: '2'.padStart(32, '0'),
    scheme: 'cenc',
    systems: 'CommonSystem,Widevine,PlayReady'
  },
  []
);
rmSync(temporary, { recursive: true });

/**
 * Names Clear Key, by which browsers play with the emulator, in the manifest (DASH-IF's identifier) and in a playlist of
 * its own: HLS has no Clear Key with a license server, and players for real DRMs read `master.m3u8`.
 * @param {string} manifest
 * @param {string} playlist
 * @param {string} kid
 */
function nameClearKey(manifest, playlist, kid) {
  const protection =
    '<ContentProtection value="ClearKey1.0" schemeIdUri="urn:uuid:e2719d58-a985-b3c9-781a-b030af78d30e"/>';
  const mpd = readFileSync(manifest, 'utf8');
  writeFileSync(manifest, mpd.replace(/^( *)<ContentProtection value="MSPR/m, `$1${protection}\n$&`));
  const base64 = Buffer.from(kid, 'hex').toString('base64');
  const key = `#EXT-X-KEY:METHOD=SAMPLE-AES,URI="data:text/plain;base64,${base64}",KEYID=0x${kid},KEYFORMATVERSIONS="1",KEYFORMAT="org.w3.clearkey"`;
  const lines = readFileSync(playlist, 'utf8').split('\n');
  // The common system stays in the media only: in a playlist it would be a key to download.
  writeFileSync(playlist, lines.filter(line => !line.includes('KEYFORMAT="identity"')).join('\n'));
  const first = lines.findIndex(line => line.startsWith('#EXT-X-KEY'));
  const others = lines.filter(line => !line.startsWith('#EXT-X-KEY'));
  writeFileSync(join(dirname(playlist), 'clear-key.m3u8'), others.toSpliced(first, 0, key).join('\n'));
}

/**
 * @param {string} picture
 * @param {string} file
 * @param {number} kilobits
 */
function draw(picture, file, kilobits) {
  const rate = ['-b:v', `${kilobits}k`, '-maxrate', `${2 * kilobits}k`, '-bufsize', `${4 * kilobits}k`];
  const codec = [
    '-c:v',
    'libx264',
    '-preset',
    'veryslow',
    '-profile:v',
    'main',
    '-pix_fmt',
    'yuv420p',
    '-g',
    '50'
  ];
  ffmpeg('-f', 'lavfi', '-i', picture, '-t', String(seconds), ...codec, ...rate, '-sc_threshold', '0', file);
}

/** @param {string[]} args */
function ffmpeg(...args) {
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { stdio: 'inherit' });
}

/**
 * @param {string[]} streams
 * @param {{ kid: string, key: string, iv?: string, scheme: string, systems: string }} protection
 * @param {string[]} manifests
 */
function encrypt(streams, { kid, key, iv, scheme, systems }, manifests) {
  const protection = ['--enable_raw_key_encryption', '--keys', `label=:key_id=${kid}:key=${key}`];
  // FairPlay takes the iv from the token and not from the media.
  const constantIv = iv ? ['--iv', iv] : [];
  const how = [
    '--protection_scheme',
    scheme,
    '--protection_systems',
    systems,
    '--clear_lead',
    '0',
    ...constantIv
  ];
  const segments = ['--segment_duration', '2'];
  execFileSync(
    process.execPath,
    [packager, '--quiet', ...streams, ...protection, ...how, ...segments, ...manifests],
    {
      stdio: 'inherit'
    }
  );
}
