-- Where what is shown is read out of several rows, none of which has a version of it: another one for everything else that they
-- say, and the same for the same. It tells no order. So many bits as every reader of JSON keeps of a number.
create function version_of(shown text) returns bigint language sql immutable parallel safe
  return hashtextextended(shown, 0) & 9007199254740991;
