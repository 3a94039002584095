-- Times are nanoseconds since 1970; attributes, tags, owed and client are JSON.
-- Only what SQLite and PostgreSQL both understand.

create table stage (
  arn            text primary key,
  account        text not null,
  region         text not null,
  name           text not null,
  tags           text not null,
  active_session text
);
create index stage_by_scope on stage (account, region, arn);

create table stage_session (
  id      text primary key,
  stage   text not null,
  started bigint not null,
  ended   bigint
);
create index stage_session_by_start on stage_session (stage, started, id);
create index stage_session_open on stage_session (id) where ended is null;

create table participant (
  stage             text not null,
  session           text not null,
  id                text not null,
  user_id           text not null,
  attributes        text not null,
  state             text not null,
  first_join        bigint not null,
  published         boolean not null,
  publishing        boolean not null,
  protocol          text not null,
  recording_state   text not null,
  client            text not null,
  replication_type  text not null,
  replication_state text,
  source_stage      text,
  source_session    text,
  primary key (stage, session, id)
);
create index participant_by_join on participant (stage, session, first_join, id);

-- seq grows by one with each event of a stage: what is delivered elsewhere later can tell a gap.
create table participant_event (
  stage               text not null,
  seq                 bigint not null,
  session             text not null,
  participant         text not null,
  name                text not null,
  happened            bigint not null,
  remote_participant  text,
  error_code          text,
  destination_stage   text,
  destination_session text,
  replica             boolean not null,
  primary key (stage, seq)
);
create index participant_event_by_participant on participant_event (stage, session, participant, seq);

create table replica (
  number              bigint primary key,
  source_stage        text not null,
  source_session      text not null,
  participant         text not null,
  destination_stage   text not null,
  destination_session text not null,
  attributes          text not null,
  reconnect_window    bigint not null,
  state               text not null,
  started             bigint not null,
  ended               bigint,
  end_reason          text,
  listed              boolean not null,
  owed                text not null
);
create index replica_listed on replica (source_stage, participant, number) where listed;

create table revocation (
  stage       text not null,
  participant text not null,
  until       bigint not null,
  primary key (stage, participant)
);

-- One row.
create table server_key (
  slot bigint primary key check (slot = 1),
  kid  text not null,
  jwk  text not null
);
