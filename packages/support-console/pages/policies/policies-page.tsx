import { policyAddress } from '../address.ts';
import { listPolicies } from '../api.ts';
import { useLoad } from '../parts/load.ts';
import { ProblemNote } from '../parts/problem.tsx';
import { may } from '../session.ts';
import { texts } from '../texts.ts';
import { describePolicy } from './describe-policy.ts';

export function PoliciesPage() {
  const policies = useLoad('policies', listPolicies);
  return (
    <>
      <header class="spread">
        <h1>{texts.policy.title}</h1>
        {may('staff') ? (
          <a class="button" href={policyAddress('+new')}>
            {texts.policy.new}
          </a>
        ) : null}
      </header>
      <ProblemNote error={policies.error} />
      {policies.value === undefined && policies.error === undefined ? <p>{texts.loading}</p> : null}
      {policies.value?.map(policy => (
        <section class="card" key={policy.name} aria-label={policy.name}>
          <h2>
            <a href={policyAddress(policy.name)}>{policy.name}</a>
          </h2>
          <ul>
            {describePolicy(policy).map(rule => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
