-- Each mention of such a query waits for us, as if it had been said to us.
alter table queries add column takes_up boolean not null default false;
