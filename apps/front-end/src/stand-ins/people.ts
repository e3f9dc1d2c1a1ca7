import { createHash } from 'node:crypto';

/** A customer of the stand-ins. The password is a hash with its salt, as the user service keeps it. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly salt: string;
  readonly password: string;
  addresses: {
    readonly id: string;
    number: string;
    street: string;
    city: string;
    postcode: string;
    country: string;
  }[];
  cards: { readonly id: string; longNum: string; expires: string; ccv: string }[];
}

const person = (id: string, names: readonly [string, string, string], password: string): Person => ({
  id,
  username: names[0],
  email: `${names[0].toLowerCase()}@example.com`,
  firstName: names[1],
  lastName: names[2],
  salt: id,
  password: createHash('sha1')
    .update(id + password)
    .digest('hex'),
  addresses: [],
  cards: [],
});

/** The three logins that Sock Shop's user database is seeded with: Eve_Berger/eve, user/password, user1/password. */
export function customers(): Person[] {
  const eve = person('57a98d98e4b00679b4a830af', ['Eve_Berger', 'Eve', 'Berger'], 'eve');
  const user = person('57a98d98e4b00679b4a830b2', ['user', 'User', 'Name'], 'password');
  const user1 = person('57a98d98e4b00679b4a830b5', ['user1', 'User1', 'Name1'], 'password');
  eve.addresses.push({
    id: '57a98d98e4b00679b4a830ad',
    number: '246',
    street: 'Whitelees Road',
    city: 'Glasgow',
    postcode: 'G67 3DL',
    country: 'United Kingdom',
  });
  eve.cards.push({
    id: '57a98d98e4b00679b4a830ae',
    longNum: '5953580604169678',
    expires: '08/19',
    ccv: '678',
  });
  user.addresses.push({
    id: '57a98d98e4b00679b4a830b0',
    number: '246',
    street: 'Whitelees Road',
    city: 'Glasgow',
    postcode: 'G67 3DL',
    country: 'United Kingdom',
  });
  user.cards.push({
    id: '57a98d98e4b00679b4a830b1',
    longNum: '5544154011345918',
    expires: '08/19',
    ccv: '958',
  });
  user1.addresses.push({
    id: '57a98d98e4b00679b4a830b3',
    number: '4',
    street: 'Maes-Y-Deri',
    city: 'Aberdare',
    postcode: 'CF44 6TF',
    country: 'United Kingdom',
  });
  user1.cards.push({
    id: '57a98d98e4b00679b4a830b4',
    longNum: '6011000990139424',
    expires: '04/30',
    ccv: '432',
  });
  return [eve, user, user1];
}
