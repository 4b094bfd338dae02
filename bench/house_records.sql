-- The house policy (2026.1) over clients and their records, written by hand for DuckDB.
--
-- Reads `clients` and a table for each section, as laid out for `adieu portfolio`: NULL where a
-- thing is not known. Gives the columns of `adieu portfolio`. What the vocabulary requires is taken
-- to be known: the dates, and what an incident, a change, a boundary or a repair is about.
--
-- What makes it fast, beside what house.sql explains: each section is read and grouped once, before
-- anything is joined. That somebody went on after being told needs no look at each pair of records:
-- the last record comes after the first time told. Two of them: the second last does; after two
-- failed repairs: after the second. Whether there is an incident of a kind is a bit as well.

WITH due AS (
  -- Invoices that fell due within the window and before today; any of those not paid is late.
  SELECT
    client, due, disputed, dispute_founded,
    coalesce(paid > due, CASE WHEN "paid.open" THEN true END)
      AND NOT (disputed AND dispute_founded)                   AS late,
    disputed AND NOT dispute_founded                           AS unfounded
  FROM invoices
  WHERE due > DATE '2025-11-01' AND due < DATE '2026-11-01'
),
paying AS (
  SELECT
    client,
    count(*)                                                   AS due,
    count(*) FILTER (late)                                     AS late,
    count(*) FILTER (late IS NOT false)                        AS late_maybe,
    max(due) FILTER (late)                                     AS late_last,
    max(due) FILTER (late IS NOT false)                        AS late_maybe_last,
    count(*) FILTER (unfounded)                                AS unfounded,
    count(*) FILTER (unfounded IS NOT false)                   AS unfounded_maybe,
    max(due) FILTER (unfounded)                                AS unfounded_last,
    max(due) FILTER (unfounded IS NOT false)                   AS unfounded_maybe_last
  FROM due
  GROUP BY client
),
calling AS (
  SELECT
    client,
    max("at") FILTER (outside)                                 AS out_of_hours,
    max("at")                                                  AS out_of_hours_maybe
  FROM (
    SELECT
      client, "at",
      NOT (isodow("at") <= 5 AND "at.minute" BETWEEN 480 AND 1080) AS outside
    FROM contacts
    WHERE "at" > DATE '2025-11-01' AND "at" <= DATE '2026-11-01'
  )
  WHERE outside IS NOT false
  GROUP BY client
),
changing AS (
  SELECT
    client,
    count(*) FILTER (kind = 'change-of-mind')                  AS minds,
    max("date") FILTER (kind = 'change-of-mind')               AS minds_last,
    count(*) FILTER (kind = 'extra' AND NOT paid)              AS unpaid,
    count(*) FILTER (kind = 'extra')                           AS unpaid_maybe,
    max("date") FILTER (kind = 'extra' AND NOT paid)           AS unpaid_last,
    max("date") FILTER (kind = 'extra')                        AS unpaid_maybe_last,
    sum(hours) FILTER (kind = 'extra' AND NOT paid)            AS hours,
    sum(hours) FILTER (kind = 'extra')                         AS hours_maybe,
    bool_or(kind = 'extra' AND hours IS NULL)                  AS hours_endless
  FROM changes
  WHERE "date" > DATE '2025-11-01' AND "date" <= DATE '2026-11-01'
    AND (kind = 'change-of-mind' OR kind = 'extra' AND paid IS NOT true)
  GROUP BY client
),
advised AS (
  SELECT
    client,
    count(*)                                                   AS recommendations,
    count(*) FILTER (followed)                                 AS followed,
    count(*) FILTER (followed IS NOT false)                    AS followed_maybe,
    -- 2: a rescue after ignored advice was asked for; 1: perhaps.
    max(CASE
      WHEN followed OR NOT rescue_asked THEN 0
      WHEN NOT followed AND rescue_asked THEN 2
      ELSE 1
    END)                                                       AS rescue
  FROM advice
  WHERE "date" > DATE '2025-11-01' AND "date" <= DATE '2026-11-01'
  GROUP BY client
),
recent AS (
  SELECT
    client, "date", kind,
    kind = 'competitor-pressure' AND work IN ('agreed', 'in-progress') AS rival,
    kind = 'lie' AND deliberate                                AS lie,
    toward = 'staff' AND kind IN ('threatening', 'belittling') AS staff
  FROM incidents
  WHERE "date" > DATE '2025-11-01' AND "date" <= DATE '2026-11-01'
),
happened AS (
  SELECT
    client,
    bit_or(
      CASE kind
        WHEN 'review-threat' THEN 1 << 6
        WHEN 'ultimatum' THEN 1 << 6
        WHEN 'threatening' THEN 1 << 11
        WHEN 'belittling' THEN 1 << 13
        WHEN 'price-cut' THEN 1 << 17
        ELSE 0
      END
      + CASE WHEN staff THEN 1 << 10 ELSE 0 END + CASE WHEN lie THEN 1 << 14 ELSE 0 END
      + CASE WHEN rival THEN 1 << 22 ELSE 0 END
    )                                                          AS incidents,
    bit_or(
      CASE WHEN staff IS NULL THEN 1 << 10 ELSE 0 END
      + CASE WHEN lie IS NULL THEN 1 << 14 ELSE 0 END
      + CASE WHEN rival IS NULL THEN 1 << 22 ELSE 0 END
    )                                                          AS incidents_maybe,
    max("date") FILTER (kind = 'belittling')                   AS belittled,
    (max("date", 2) FILTER (kind = 'unreasonable-demand'))[2]  AS second_demand,
    max("date") FILTER (rival)                                 AS rival_last,
    max("date") FILTER (rival IS NOT false)                    AS rival_maybe_last
  FROM recent
  GROUP BY client
),
-- When the client was first told about each matter; 2: a repair about profit failed, 1: perhaps.
told AS (
  SELECT
    client,
    min("date") FILTER (about = 'payment')                     AS told_payment,
    min("date") FILTER (about = 'disputes')                    AS told_disputes,
    min("date") FILTER (about = 'extras')                      AS told_extras,
    min("date") FILTER (about = 'mind-changes')                AS told_minds,
    min("date") FILTER (about = 'out-of-hours')                AS told_hours,
    min("date") FILTER (about = 'belittling')                  AS told_belittling,
    min("date") FILTER (about = 'unreasonable-demand')         AS told_demand,
    min("date") FILTER (about = 'competitor-pressure')         AS told_rival,
    max(failed) FILTER (about = 'profit' AND "date" <= DATE '2026-11-01') AS profit
  FROM (
    SELECT client, "date", about, 0 AS failed FROM boundaries
    UNION ALL
    SELECT client, "date", about, CASE WHEN worked THEN 0 WHEN NOT worked THEN 2 ELSE 1 END
    FROM repairs
  )
  GROUP BY client
),
-- The day of the second failed repair about each kind of conduct; few clients have any.
failed AS (
  SELECT
    client, about,
    (min("date", 2) FILTER (NOT worked))[2]                    AS second,
    min("date", 2)[2]                                          AS second_maybe
  FROM repairs
  WHERE worked IS NOT true
  GROUP BY client, about
  HAVING count(*) > 1
),
going_on AS (
  SELECT
    i.client,
    max(CASE WHEN NOT discounted AND i."date" > second THEN 2 ELSE 1 END) AS gone_on
  FROM (
    SELECT
      client, kind, "date",
      kind = 'competitor-pressure' AND work = 'wanted'
        OR kind = 'lie' AND NOT deliberate                     AS discounted
    FROM incidents
    WHERE "date" > DATE '2025-11-01' AND "date" <= DATE '2026-11-01'
  ) AS i
  JOIN failed ON failed.client = i.client AND failed.about = i.kind AND i."date" > second_maybe
  WHERE discounted IS NOT true
  GROUP BY i.client
),
bits AS (
  SELECT
    clients.client,
    coalesce(name, clients.client) AS name,
    coalesce(incidents, 0)
      | (CASE WHEN feels_misused THEN 1 << 1 ELSE 0 END
      + CASE WHEN late >= 2 THEN 1 << 2 ELSE 0 END
      + CASE WHEN out_of_hours > told_hours THEN 1 << 3 ELSE 0 END
      + CASE WHEN unpaid >= 3 OR 5 * hours > agreed_hours THEN 1 << 4 ELSE 0 END
      + CASE WHEN recommendations >= 4 AND recommendations > 2 * followed_maybe
        THEN 1 << 5 ELSE 0 END
      + CASE WHEN gone_on = 2 THEN 1 << 7 ELSE 0 END
      + CASE WHEN cost_to_serve > revenue AND loss_will_not_change THEN 1 << 8 ELSE 0 END
      + CASE WHEN hours_share > 0 AND hours_share >= 2 * coalesce(revenue_share, 1)
        THEN 1 << 9 ELSE 0 END
      + CASE WHEN liked_by_team = 1 THEN 1 << 10 ELSE 0 END
      + CASE WHEN belittled > told_belittling THEN 1 << 12 ELSE 0 END
      + CASE WHEN second_demand > told_demand THEN 1 << 15 ELSE 0 END
      + CASE WHEN legal_risk_known THEN 1 << 16 ELSE 0 END
      + CASE WHEN rescue = 2 THEN 1 << 18 ELSE 0 END
      + CASE WHEN due >= 5 AND 5 * late >= 4 * due THEN 1 << 19 ELSE 0 END
      + CASE WHEN unfounded >= 3 AND 2 * unfounded >= due THEN 1 << 20 ELSE 0 END
      + CASE WHEN minds >= 3 AND NOT (billed_hourly AND tolerates_rework)
        THEN 1 << 21 ELSE 0 END) AS found,
    coalesce(incidents_maybe, 0)
      | (CASE WHEN feels_misused IS NULL THEN 1 << 1 ELSE 0 END
      + CASE WHEN late_maybe >= 2 THEN 1 << 2 ELSE 0 END
      + CASE WHEN out_of_hours_maybe > told_hours THEN 1 << 3 ELSE 0 END
      + CASE WHEN unpaid_maybe >= 3 OR hours_endless OR 5 * hours_maybe > coalesce(agreed_hours, 0)
        THEN 1 << 4 ELSE 0 END
      + CASE WHEN recommendations >= 4 AND recommendations > 2 * followed THEN 1 << 5 ELSE 0 END
      + CASE WHEN gone_on = 1 THEN 1 << 7 ELSE 0 END
      + CASE WHEN coalesce(cost_to_serve > revenue, true) AND coalesce(loss_will_not_change, true)
        THEN 1 << 8 ELSE 0 END
      + CASE WHEN coalesce(hours_share > 0, true)
             AND coalesce(hours_share, 1) >= 2 * coalesce(revenue_share, 0) THEN 1 << 9 ELSE 0 END
      + CASE WHEN liked_by_team IS NULL THEN 1 << 10 ELSE 0 END
      + CASE WHEN legal_risk_known IS NULL THEN 1 << 16 ELSE 0 END
      + CASE WHEN rescue = 1 THEN 1 << 18 ELSE 0 END
      + CASE WHEN due >= 5 AND 5 * late_maybe >= 4 * due THEN 1 << 19 ELSE 0 END
      + CASE WHEN unfounded_maybe >= 3 AND 2 * unfounded_maybe >= due THEN 1 << 20 ELSE 0 END
      + CASE WHEN minds >= 3 AND (billed_hourly AND tolerates_rework) IS NULL
        THEN 1 << 21 ELSE 0 END) AS maybe,
    -- The grounds about which repair was tried. For 3 and 7 it was, if found.
    CASE WHEN unpaid_last > told_extras THEN 1 << 4 ELSE 0 END
      + CASE WHEN profit = 2 THEN 1 << 8 ELSE 0 END
      + CASE WHEN late_last > told_payment THEN 1 << 19 ELSE 0 END
      + CASE WHEN unfounded_last > told_disputes THEN 1 << 20 ELSE 0 END
      + CASE WHEN minds_last > told_minds THEN 1 << 21 ELSE 0 END
      + CASE WHEN rival_last > told_rival THEN 1 << 22 ELSE 0 END + (1 << 3) + (1 << 7) AS tried,
    CASE WHEN unpaid_maybe_last > told_extras THEN 1 << 4 ELSE 0 END
      + CASE WHEN profit = 1 THEN 1 << 8 ELSE 0 END
      + CASE WHEN late_maybe_last > told_payment THEN 1 << 19 ELSE 0 END
      + CASE WHEN unfounded_maybe_last > told_disputes THEN 1 << 20 ELSE 0 END
      + CASE WHEN rival_maybe_last > told_rival THEN 1 << 22 ELSE 0 END AS tried_maybe,
    coalesce(minds >= 3 AND billed_hourly AND tolerates_rework, false) AS excused,
    CASE
      WHEN revenue_share < 0.25 OR pipeline_covers OR cash_months >= 3 THEN 2
      WHEN revenue_share >= 0.25 AND NOT pipeline_covers AND cash_months < 3 THEN 0
      ELSE 1
    END                                                        AS can_do_without,
    -- Each score counts from 1 to 5, and with its whole range where nobody scored it; only
    -- refers_others is left out then.
    coalesce(decent_fee, can_afford, improvable, wants_change, open_to_advice, positive_mindset,
             refers_others, pays_well, case_study, well_known, attends_events, liked_by_you,
             liked_by_team) IS NOT NULL                        AS scored,
    12 + (refers_others IS NOT NULL)::INTEGER                  AS n,
    coalesce(decent_fee, 1)::INTEGER + coalesce(can_afford, 1) + coalesce(improvable, 1)
      + coalesce(wants_change, 1) + coalesce(open_to_advice, 1) + coalesce(positive_mindset, 1)
      + coalesce(refers_others, 1) + coalesce(pays_well, 1) + coalesce(case_study, 1)
      + coalesce(well_known, 1) + coalesce(attends_events, 1) + coalesce(liked_by_you, 1)
      + coalesce(liked_by_team, 1) - 13                        AS low,
    coalesce(decent_fee, 5)::INTEGER + coalesce(can_afford, 5) + coalesce(improvable, 5)
      + coalesce(wants_change, 5) + coalesce(open_to_advice, 5) + coalesce(positive_mindset, 5)
      + coalesce(refers_others, 1) + coalesce(pays_well, 5) + coalesce(case_study, 5)
      + coalesce(well_known, 5) + coalesce(attends_events, 5) + coalesce(liked_by_you, 5)
      + coalesce(liked_by_team, 5) - 13                        AS high
  FROM clients
  LEFT JOIN paying ON paying.client = clients.client
  LEFT JOIN calling ON calling.client = clients.client
  LEFT JOIN changing ON changing.client = clients.client
  LEFT JOIN advised ON advised.client = clients.client
  LEFT JOIN happened ON happened.client = clients.client
  LEFT JOIN told ON told.client = clients.client
  LEFT JOIN going_on ON going_on.client = clients.client
),
-- The rules of each grade, as bits: 11, 12, 14, 15, 16 are red flags; 17, 18 are final; 3, 4, 7, 8
-- and 19 to 22 are grounds; the others are concerns.
decided AS MATERIALIZED (
  SELECT
    client, name, found, maybe & ~found AS undetermined, excused, scored, n, low, high,
    27 * CASE WHEN found & 120832 <> 0 THEN 2 WHEN maybe & 120832 <> 0 THEN 1 ELSE 0 END
      + 9 * CASE
        WHEN found & (393216 | (7864728 & tried)) <> 0 THEN 2
        WHEN (found | maybe) & (393216 | (7864728 & (tried | tried_maybe))) <> 0 THEN 1
        ELSE 0
      END
      + 3 * CASE
        WHEN found & (7864728 | 9830) <> 0 THEN 2
        WHEN maybe & (7864728 | 9830) <> 0 THEN 1
        ELSE 0
      END
      + can_do_without                                         AS state,
    CASE WHEN scored THEN
      CASE WHEN high >= 3 * n THEN 1 ELSE 0 END
        + CASE WHEN high >= 2 * n AND low < 3 * n THEN 2 ELSE 0 END
        + CASE WHEN high >= n AND low < 2 * n THEN 4 ELSE 0 END
        + CASE WHEN low < n THEN 8 ELSE 0 END
    ELSE 0 END                                                 AS classes
  FROM bits
),
-- What each state allows: 0 no, 1 perhaps, 2 yes, for a red flag, a sufficient reason, a reason to
-- talk, and whether the firm can do without.
states AS (
  SELECT
    state,
    [verdict FOR verdict IN [
      CASE WHEN red >= 1 THEN 'fire-now' END,
      CASE WHEN red < 2 AND sufficient >= 1 AND without >= 1 THEN 'fire' END,
      CASE WHEN red < 2 AND sufficient >= 1 AND without <= 1 THEN 'prepare' END,
      CASE WHEN red < 2 AND sufficient < 2 AND talk >= 1 THEN 'talk' END,
      CASE WHEN red < 2 AND sufficient < 2 AND talk < 2 THEN 'keep' END
    ] IF verdict IS NOT NULL]                                  AS possible
  FROM (
    SELECT i AS state, i // 27 AS red, i // 9 % 3 AS sufficient, i // 3 % 3 AS talk, i % 3 AS without
    FROM (SELECT range::INTEGER AS i FROM range(81))
  )
),
-- The rules in the policy's order; late-payment gives way to always-late, belittling to mental-abuse.
listed_found AS (
  SELECT
    found,
    list_where(
      ['feels-misused', 'late-payment', 'after-hours', 'scope-creep', 'ignores-advice', 'threats',
       'went-too-far', 'costs-more-than-it-yields', 'drains-time', 'drains-staff',
       'physical-abuse', 'mental-abuse', 'belittling', 'lying', 'unreasonable-demands',
       'legal-liability', 'price-cut-after-agreement', 'rescue-after-ignored-advice',
       'always-late', 'constant-disputes', 'changes-mind', 'plays-off-competitors'],
      [found & 2 <> 0, found & (4 | 524288) = 4, found & 8 <> 0, found & 16 <> 0, found & 32 <> 0,
       found & 64 <> 0, found & 128 <> 0, found & 256 <> 0, found & 512 <> 0, found & 1024 <> 0,
       found & 2048 <> 0, found & 4096 <> 0, found & (8192 | 4096) = 8192, found & 16384 <> 0,
       found & 32768 <> 0, found & 65536 <> 0, found & 131072 <> 0, found & 262144 <> 0,
       found & 524288 <> 0, found & 1048576 <> 0, found & 2097152 <> 0, found & 4194304 <> 0]
    )                                                          AS findings,
    list_where(
      ['late-payment', 'belittling'],
      [found & (4 | 524288) = (4 | 524288), found & (8192 | 4096) = (8192 | 4096)]
    )                                                          AS superseded
  FROM (SELECT DISTINCT found FROM decided)
),
listed_undetermined AS (
  SELECT
    undetermined AS open,
    list_where(
      ['feels-misused', 'late-payment', 'after-hours', 'scope-creep', 'ignores-advice', 'threats',
       'went-too-far', 'costs-more-than-it-yields', 'drains-time', 'drains-staff',
       'physical-abuse', 'mental-abuse', 'belittling', 'lying', 'unreasonable-demands',
       'legal-liability', 'price-cut-after-agreement', 'rescue-after-ignored-advice',
       'always-late', 'constant-disputes', 'changes-mind', 'plays-off-competitors'],
      [open & 2 <> 0, open & 4 <> 0, open & 8 <> 0, open & 16 <> 0, open & 32 <> 0,
       open & 64 <> 0, open & 128 <> 0, open & 256 <> 0, open & 512 <> 0, open & 1024 <> 0,
       open & 2048 <> 0, open & 4096 <> 0, open & 8192 <> 0, open & 16384 <> 0,
       open & 32768 <> 0, open & 65536 <> 0, open & 131072 <> 0, open & 262144 <> 0,
       open & 524288 <> 0, open & 1048576 <> 0, open & 2097152 <> 0, open & 4194304 <> 0]
    )                                                          AS undetermined
  FROM (SELECT DISTINCT undetermined FROM decided)
),
listed_classes AS (
  SELECT
    i AS classes,
    CASE WHEN i > 0 THEN
      list_where(['A', 'B', 'C', 'D'], [i & 1 <> 0, i & 2 <> 0, i & 4 <> 0, i & 8 <> 0])
    END                                                        AS class
  FROM (SELECT range::INTEGER AS i FROM range(16))
)
SELECT
  d.client,
  d.name,
  DATE '2026-11-01'                                            AS as_of,
  s.possible[-1]                                               AS verdict,
  len(s.possible) = 1                                          AS final,
  s.possible,
  f.findings,
  f.superseded,
  CASE WHEN d.excused THEN ['changes-mind'] ELSE [] END        AS excused,
  u.undetermined,
  c.class,
  -- (points above the lowest) ÷ (4 for each score that counts) × 100, to four places, half up.
  CASE WHEN d.scored THEN
    ((d.low * 500000 + d.n) // (2 * d.n))::DECIMAL(28, 0) * 0.0001::DECIMAL(5, 4)
  END                                                          AS score_low,
  CASE WHEN d.scored THEN
    ((d.high * 500000 + d.n) // (2 * d.n))::DECIMAL(28, 0) * 0.0001::DECIMAL(5, 4)
  END                                                          AS score_high
FROM decided AS d
JOIN states AS s ON s.state = d.state
JOIN listed_found AS f ON f.found = d.found
JOIN listed_undetermined AS u ON u.open = d.undetermined
JOIN listed_classes AS c ON c.classes = d.classes
