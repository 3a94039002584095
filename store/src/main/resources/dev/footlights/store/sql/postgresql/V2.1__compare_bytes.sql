-- Pages are in the order of characters' codes, as SQLite compares; a locale's order has ties.
do $$
declare
  c record;
begin
  for c in
    select table_name, column_name from information_schema.columns
    where table_schema = current_schema() and data_type = 'text'
      and table_name in ('stage', 'stage_session', 'participant', 'participant_event', 'replica',
        'revocation', 'resource', 'log_head', 'delivery')
  loop
    execute format(
      'alter table %I alter column %I type text collate "C"', c.table_name, c.column_name);
  end loop;
end
$$;
