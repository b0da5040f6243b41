import t from 'tap';
import { Type } from 'typebox';
import { answer, component } from '../src/http/component.ts';
import { createSerializer } from '../src/http/serializer.ts';

const Name = component('Name', Type.Object({ first: Type.String() }));
const Person = component('Person', Type.Object({ name: Name.ref }));
const serializerOf = createSerializer([Name, Person]);

t.test(
  'an answer is written by its component and those that it refers to, and holds nothing else',
  async t => {
    const write = serializerOf({ schema: answer(Person, 'Somebody') });
    t.equal(write({ name: { first: 'Ada', secret: 'x' }, secret: 'y' }), '{"name":{"first":"Ada"}}');
  }
);

t.test('a component is compiled once, whatever an answer says about it', async t => {
  const write = serializerOf({ schema: answer(Person, 'Somebody') });
  t.equal(serializerOf({ schema: answer(Person, 'Somebody else') }), write);
  t.not(serializerOf({ schema: answer(Name, 'Somebody') }), write);
});
