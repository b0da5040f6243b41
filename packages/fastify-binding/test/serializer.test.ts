import t from 'tap';
import { Type } from 'typebox';
import { createSerializer } from '../src/http/compilers.ts';
import { answer, component } from '../src/http/component.ts';

const Name = component('Name', Type.Object({ first: Type.String() }));
const Person = component('Person', Type.Object({ name: Name.ref }));
const serializerOf = createSerializer([Name, Person]);

t.test(
  'an answer contains only the members of its component and of the components that it refers to',
  async t => {
    const write = serializerOf({ schema: answer(Person, 'Somebody') });
    t.equal(write({ name: { first: 'Ada', secret: 'x' }, secret: 'y' }), '{"name":{"first":"Ada"}}');
  }
);

t.test('a component is compiled once, also for answers with different descriptions', async t => {
  const write = serializerOf({ schema: answer(Person, 'Somebody') });
  t.equal(serializerOf({ schema: answer(Person, 'Somebody else') }), write);
  t.not(serializerOf({ schema: answer(Name, 'Somebody') }), write);
});
