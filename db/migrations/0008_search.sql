-- Lower case without the accents of the languages we serve. `translate` is many times faster than `unaccent`,
-- needs no extension, and cannot change under an index.
create function fold(text) returns text language sql immutable strict parallel safe
  return translate($1, 'áàâäãåÁÀÂÄÃÅéèêëÉÈÊËíìîïÍÌÎÏóòôöõÓÒÔÖÕúùûüÚÙÛÜñÑçÇýÿÝ', 'aaaaaaAAAAAAeeeeEEEEiiiiIIIIoooooOOOOOuuuuUUUUnNcCyyY');
