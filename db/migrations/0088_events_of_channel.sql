-- Nobody asks what happened at a window: each event that names one was written into this for nothing.
drop index events_of_channel;
