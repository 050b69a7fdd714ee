-- Which process has the try that has no outcome yet.
alter table deliveries add column sending_by uuid;
