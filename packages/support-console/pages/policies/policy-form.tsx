import { useRef, useState } from 'preact/hooks';
import { api, type DeviceClass, deviceClasses, type Policy, type PolicyPreview } from '../api.ts';
import { ProblemNote } from '../parts/problem.tsx';
import { texts } from '../texts.ts';
import { draftOf, type PolicyDraft, policyOf } from './policy-draft.ts';

const words = texts.policy;

/** A form for every rule of a policy. */
export function PolicyForm({ policy, onSaved }: { policy: Policy; onSaved(): void }) {
  const [draft, setDraft] = useState(() => draftOf(policy));
  const [error, setError] = useState<unknown>();
  const [preview, setPreview] = useState<{ readonly of: PolicyDraft; readonly found: PolicyPreview }>();
  const form = useRef<HTMLFormElement>(null);
  const set = (part: Partial<PolicyDraft>) => setDraft(old => ({ ...old, ...part }));
  const submit = async (event: Event) => {
    event.preventDefault();
    setError(undefined);
    try {
      await api.savePolicy({ policyName: draft.name.trim(), ...policyOf(draft, policy) });
      onSaved();
    } catch (problem) {
      setError(problem);
    }
  };
  const look = async () => {
    if (!form.current?.reportValidity()) return;
    setError(undefined);
    try {
      const rules = { policyName: draft.name.trim(), ...policyOf(draft, policy) };
      setPreview({ of: draft, found: await api.previewPolicy(rules) });
    } catch (problem) {
      setError(problem);
    }
  };
  const number = (label: string, member: NumberMember, required = false) => (
    <label>
      {label}
      <input
        type="number"
        min="0"
        step="any"
        required={required}
        value={draft[member]}
        onInput={event => set({ [member]: event.currentTarget.value })}
      />
    </label>
  );
  const choice = <K extends ChoiceMember>(
    label: string,
    member: K,
    options: Record<PolicyDraft[K], string>
  ) => (
    <label>
      {label}
      <select
        value={draft[member]}
        onChange={event => set({ [member]: event.currentTarget.value as PolicyDraft[K] })}
      >
        {Object.entries<string>(options).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form class="card" ref={form} onSubmit={submit}>
      <h2>{words.rules}</h2>
      {policy.name === '' ? (
        <label>
          {words.name}
          <input
            required
            maxLength={64}
            value={draft.name}
            onInput={event => set({ name: event.currentTarget.value })}
          />
        </label>
      ) : null}
      {number(words.maxDevices, 'maxDevices', true)}
      <fieldset>
        <legend>{words.maxByClass}</legend>
        {deviceClasses.map(name => (
          <label key={name}>
            {texts.device.class[name]}
            <input
              type="number"
              min="0"
              max="1000"
              value={draft.maxByClass[name] ?? ''}
              onInput={event =>
                set({ maxByClass: { ...draft.maxByClass, [name]: event.currentTarget.value } })
              }
            />
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{words.uncounted}</legend>
        {deviceClasses.map(name => (
          <label class="check" key={name}>
            <input
              type="checkbox"
              checked={draft.uncounted.includes(name)}
              onChange={event =>
                set({ uncounted: toggled(draft.uncounted, name, event.currentTarget.checked) })
              }
            />
            {texts.device.class[name]}
          </label>
        ))}
      </fieldset>
      <label class="check">
        <input
          type="checkbox"
          checked={draft.limitsSwaps}
          onChange={event => set({ limitsSwaps: event.currentTarget.checked })}
        />
        {words.swapsOn}
      </label>
      {draft.limitsSwaps ? (
        <fieldset>
          {choice(words.swapsCount, 'swapsCount', {
            removals: words.swapsRemovals,
            bindings: words.swapsBindings
          })}
          {number(words.swapsMax, 'swapsMax', true)}
          {number(words.swapsDays, 'swapsDays', true)}
          {number(words.swapsInterval, 'swapsIntervalDays')}
          {number(words.swapsGrace, 'swapsGrace')}
        </fieldset>
      ) : null}
      <fieldset>
        <legend>{words.rebinds}</legend>
        {number(words.rebindsMax, 'rebindsMax')}
        {number(words.rebindsDays, 'rebindsDays', true)}
      </fieldset>
      {choice(words.whenFull, 'whenFull', {
        refuse: words.whenFullRefuse,
        'replace-oldest': words.whenFullReplace
      })}
      {number(words.idle, 'idleDays')}
      {number(words.maxPending, 'maxPending')}
      {choice(words.overLimit, 'overLimit', {
        keep: words.overLimitKeep,
        'deactivate-oldest': words.overLimitDeactivate
      })}
      {choice(words.shared, 'sharedDevices', { allow: words.sharedAllow, refuse: words.sharedRefuse })}
      <ProblemNote error={error} />
      <p role="status">{preview?.of === draft ? words.previewed(preview.found) : ''}</p>
      <div class="row">
        <button type="button" onClick={look}>
          {words.preview}
        </button>
        <button type="submit" class="primary">
          {words.save}
        </button>
      </div>
    </form>
  );
}

type NumberMember =
  | 'maxDevices'
  | 'swapsMax'
  | 'swapsDays'
  | 'swapsIntervalDays'
  | 'swapsGrace'
  | 'rebindsMax'
  | 'rebindsDays'
  | 'idleDays'
  | 'maxPending';
type ChoiceMember = 'swapsCount' | 'whenFull' | 'overLimit' | 'sharedDevices';

function toggled(names: readonly DeviceClass[], name: DeviceClass, on: boolean): DeviceClass[] {
  const others = names.filter(other => other !== name);
  return on ? [...others, name] : others;
}
