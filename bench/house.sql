-- The decision part of the house policy (2026.1), written by hand for DuckDB; facts are given.
--
-- Reads `clients`: a row a client, a column a fact, NULL where it is not known. Gives the columns
-- of `adieu portfolio`. Truth is SQL's: true, false, or NULL for what may be either.
--
-- What makes it fast: a rule is a bit, so that what was found of a client, and what is still open,
-- is one number each. Lists are made once for each number that occurs, and joined to the rows. The
-- verdict is joined as well: verdict rows can tell only 81 states apart.

WITH rules AS (
  SELECT
    client,
    coalesce(name, client) AS name,
    feels_misused                                              AS r1,
    late_invoices >= 2                                         AS r2,   -- late-payment
    calls_after_told >= 1                                      AS r3,   -- after-hours
    -- More than 20% of the agreed hours; no extra hour at all is never too many.
    unpaid_extras >= 3 OR CASE
      WHEN 5 * unpaid_hours > agreed_hours THEN true
      WHEN 5 * unpaid_hours <= coalesce(agreed_hours, 0) THEN false
    END                                                        AS r4,   -- scope-creep
    recommendations >= 4
      AND 2 * followed_advice < recommendations                AS r5,   -- ignores-advice
    threats_made >= 1                                          AS r6,
    gone_on >= 1                                               AS r7,   -- went-too-far
    cost_to_serve > revenue AND loss_will_not_change           AS r8,   -- costs-more-than-it-yields
    -- At most all hours go to one client: of half of the revenue and more that is never too much.
    hours_share > 0
      AND coalesce(hours_share, 1) >= 2 * revenue_share        AS r9,   -- drains-time
    staff_incidents >= 1 OR liked_by_team = 1                  AS r10,  -- drains-staff
    threatening_incidents >= 1                                 AS r11,  -- physical-abuse
    belittled_again >= 1                                       AS r12,  -- mental-abuse
    belittling_incidents >= 1                                  AS r13,
    deliberate_lies >= 1                                       AS r14,  -- lying
    demands_after_told >= 2                                    AS r15,  -- unreasonable-demands
    legal_risk_known                                           AS r16,  -- legal-liability
    price_cuts >= 1                                            AS r17,
    ignored_rescues >= 1                                       AS r18,  -- rescue-after-ignored-advice
    -- A share above 100% contradicts itself: it is as good as not known.
    invoices_due >= 5 AND CASE
      WHEN late_invoices <= invoices_due
      THEN 5 * late_invoices >= 4 * invoices_due
    END                                                        AS r19,  -- always-late
    unfounded_disputes >= 3 AND CASE
      WHEN 2 * unfounded_disputes >= invoices_due THEN true
      WHEN 2 * unfounded_disputes < invoices_due THEN false
    END                                                        AS r20,  -- constant-disputes
    mind_changes >= 3                                          AS minds,
    billed_hourly AND tolerates_rework                         AS lenient,
    competitor_pressures >= 1                                  AS r22,  -- plays-off-competitors
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
),
bits AS (
  SELECT
    client, name, can_do_without, scored, n, low, high,
    CASE WHEN r1 THEN 1 << 1 ELSE 0 END + CASE WHEN r2 THEN 1 << 2 ELSE 0 END
      + CASE WHEN r3 THEN 1 << 3 ELSE 0 END + CASE WHEN r4 THEN 1 << 4 ELSE 0 END
      + CASE WHEN r5 THEN 1 << 5 ELSE 0 END + CASE WHEN r6 THEN 1 << 6 ELSE 0 END
      + CASE WHEN r7 THEN 1 << 7 ELSE 0 END + CASE WHEN r8 THEN 1 << 8 ELSE 0 END
      + CASE WHEN r9 THEN 1 << 9 ELSE 0 END + CASE WHEN r10 THEN 1 << 10 ELSE 0 END
      + CASE WHEN r11 THEN 1 << 11 ELSE 0 END + CASE WHEN r12 THEN 1 << 12 ELSE 0 END
      + CASE WHEN r13 THEN 1 << 13 ELSE 0 END + CASE WHEN r14 THEN 1 << 14 ELSE 0 END
      + CASE WHEN r15 THEN 1 << 15 ELSE 0 END + CASE WHEN r16 THEN 1 << 16 ELSE 0 END
      + CASE WHEN r17 THEN 1 << 17 ELSE 0 END + CASE WHEN r18 THEN 1 << 18 ELSE 0 END
      + CASE WHEN r19 THEN 1 << 19 ELSE 0 END + CASE WHEN r20 THEN 1 << 20 ELSE 0 END
      + CASE WHEN minds AND NOT lenient THEN 1 << 21 ELSE 0 END
      + CASE WHEN r22 THEN 1 << 22 ELSE 0 END                  AS found,
    CASE WHEN r1 IS NULL THEN 1 << 1 ELSE 0 END + CASE WHEN r2 IS NULL THEN 1 << 2 ELSE 0 END
      + CASE WHEN r3 IS NULL THEN 1 << 3 ELSE 0 END + CASE WHEN r4 IS NULL THEN 1 << 4 ELSE 0 END
      + CASE WHEN r5 IS NULL THEN 1 << 5 ELSE 0 END + CASE WHEN r6 IS NULL THEN 1 << 6 ELSE 0 END
      + CASE WHEN r7 IS NULL THEN 1 << 7 ELSE 0 END + CASE WHEN r8 IS NULL THEN 1 << 8 ELSE 0 END
      + CASE WHEN r9 IS NULL THEN 1 << 9 ELSE 0 END + CASE WHEN r10 IS NULL THEN 1 << 10 ELSE 0 END
      + CASE WHEN r11 IS NULL THEN 1 << 11 ELSE 0 END + CASE WHEN r12 IS NULL THEN 1 << 12 ELSE 0 END
      + CASE WHEN r13 IS NULL THEN 1 << 13 ELSE 0 END + CASE WHEN r14 IS NULL THEN 1 << 14 ELSE 0 END
      + CASE WHEN r15 IS NULL THEN 1 << 15 ELSE 0 END + CASE WHEN r16 IS NULL THEN 1 << 16 ELSE 0 END
      + CASE WHEN r17 IS NULL THEN 1 << 17 ELSE 0 END + CASE WHEN r18 IS NULL THEN 1 << 18 ELSE 0 END
      + CASE WHEN r19 IS NULL THEN 1 << 19 ELSE 0 END + CASE WHEN r20 IS NULL THEN 1 << 20 ELSE 0 END
      + CASE WHEN (minds AND NOT lenient) IS NULL THEN 1 << 21 ELSE 0 END
      + CASE WHEN r22 IS NULL THEN 1 << 22 ELSE 0 END          AS undetermined,
    minds IS NOT false AND coalesce(lenient, false)            AS excused
  FROM rules
),
-- The rules of each grade, as bits: 11, 12, 14, 15, 16 are red flags; 17, 18 are final; 3, 4, 7, 8
-- and 19 to 22 are grounds; the others are concerns. Repair is known to have been tried where 3 or
-- 7 was found: they count only what went on after the client was told.
decided AS MATERIALIZED (
  SELECT
    client, name, found, undetermined, excused, scored, n, low, high,
    27 * CASE WHEN found & 120832 <> 0 THEN 2 WHEN undetermined & 120832 <> 0 THEN 1 ELSE 0 END
      + 9 * CASE
        WHEN found & (393216 | 136) <> 0 THEN 2
        WHEN ((found & 7864728) | (undetermined & (393216 | 7864728))) <> 0 THEN 1
        ELSE 0
      END
      + 3 * CASE
        WHEN found & (7864728 | 9830) <> 0 THEN 2
        WHEN undetermined & (7864728 | 9830) <> 0 THEN 1
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
