-- recording, body, previous_token and new_token are JSON.

alter table stage add column recording text;

-- Ingest configurations, public keys, encoder and storage configurations.
create table resource (
  arn     text primary key,
  account text not null,
  region  text not null,
  type    text not null,
  stage   text,
  body    text not null
);
create index resource_by_scope on resource (account, region, type, arn);

-- position grows over all stages, 0 for entries from before there was one: nobody is told of those.
alter table participant_event add column position bigint not null default 0;
alter table participant_event add column user_id text not null default '';
alter table participant_event add column source_stage text;
alter table participant_event add column source_session text;
alter table participant_event add column previous_token text;
alter table participant_event add column new_token text;
create index participant_event_by_position on participant_event (position);

-- The last sequence number of each stage, and under '' the last position: they outlive the entries.
create table log_head (
  stage text primary key,
  last  bigint not null
);
insert into log_head (stage, last) select stage, max(seq) from participant_event group by stage;

-- For what is forgotten by its age.
create index stage_session_by_end on stage_session (ended, id);
create index replica_by_session on replica (source_stage, source_session);

-- How far each receiver of the log was told.
create table delivery (
  receiver text primary key,
  position bigint not null
);
