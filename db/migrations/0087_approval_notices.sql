-- What is decided calls nobody any more: the lines about a reply, whosever they are.
create index notifications_of_approval on notifications (about) where kind in ('to-approve', 'approved');
