"""The questions that analysts ask most, as views of the first shape of the archive."""

VIEWS = """
create view figures_told as
select f.guid, coalesce(f.jobcenter, p.jobcenter) as jobcenter, f.indicator, f.period,
       f.value, f.value_to, f.modifier, f.unit, f.quote, posts.published
  from figures f
  join posts on posts.guid = f.guid
  left join (
      select guid, min(jobcenter) as jobcenter
        from post_jobcenters group by guid having count(distinct jobcenter) = 1
  ) p on p.guid = f.guid
 where f.indicator is not null and f.period is not null and f.change is null
   and f.region is null and coalesce(f.jobcenter, p.jobcenter) is not null;

create view time_series_conflicts as
select jobcenter, indicator, period, unit, min(value) as lowest, max(value) as highest,
       count(distinct value) as said, group_concat(distinct guid) as guids
  from figures_told
 group by jobcenter, indicator, period, unit
having count(distinct value) > 1;

create view time_series as
select jobcenter, indicator, period, value, unit, guid
  from (
      select figures_told.*, row_number() over (
                 partition by jobcenter, indicator, period, unit
                 order by modifier <> '=', published, guid, value
             ) as place
        from figures_told
  )
 where place = 1;

create view events as
select d.guid, p.title, p.published, d.date_from, d.date_to, d.value, d.quote, d.sentence
  from dates d
  join posts p on p.guid = d.guid
 where (d.precision in ('day', 'time') or d.value like '____-__-__%/____-__-__%')
   and d.date_from > p.published;

create view provenance as
select f.guid, f.source, f.start, f."end", f.quote, f.value, f.unit, f.indicator,
       posts.version, posts.page_id, pages.url as page_url, pages.fetched_at, pages.sha256
  from figures f
  join posts on posts.guid = f.guid
  left join pages on pages.id = posts.page_id;

create view coverage as
select p.site, j.jobcenter, min(p.published) as first_day, max(p.published) as last_day,
       count(*) as posts
  from posts p
  left join (select distinct guid, jobcenter from post_jobcenters) j on j.guid = p.guid
 group by p.site, j.jobcenter;
"""
