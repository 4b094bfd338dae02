-- The benchmark's policy, written by hand for DuckDB: verdict and list of findings, no more.
-- What is unknown (NULL) is never taken for a yes.

WITH found AS (
  SELECT
    client,
    CASE WHEN threatening_incidents >= 1 THEN 1 ELSE 0 END
      + CASE WHEN belittled_again >= 1 THEN 2 ELSE 0 END
      + CASE WHEN belittling_incidents >= 1 THEN 4 ELSE 0 END
      + CASE WHEN deliberate_lies >= 1 THEN 8 ELSE 0 END
      + CASE WHEN demands_after_told >= 2 THEN 16 ELSE 0 END
      + CASE WHEN legal_risk_known THEN 32 ELSE 0 END
      + CASE WHEN price_cuts >= 1 THEN 64 ELSE 0 END
      + CASE WHEN ignored_rescues >= 1 THEN 128 ELSE 0 END
      + CASE WHEN invoices_due >= 5 AND 5 * late_invoices >= 4 * invoices_due THEN 256 ELSE 0 END
      + CASE WHEN unfounded_disputes >= 3 AND 2 * unfounded_disputes >= invoices_due
          THEN 512 ELSE 0 END
      + CASE WHEN mind_changes >= 3 AND NOT (billed_hourly AND tolerates_rework)
          THEN 1024 ELSE 0 END
      + CASE WHEN competitor_pressures >= 1 AND contract = 'open-ended' THEN 2048 ELSE 0 END
      + CASE WHEN feels_misused THEN 4096 ELSE 0 END
      + CASE WHEN late_invoices >= 2 THEN 8192 ELSE 0 END
      + CASE WHEN calls_after_told >= 3 THEN 16384 ELSE 0 END
      + CASE WHEN unpaid_extras >= 3 OR 10 * unpaid_hours > agreed_hours THEN 32768 ELSE 0 END
      + CASE WHEN recommendations >= 3 AND 2 * followed_advice < recommendations
          THEN 65536 ELSE 0 END
      + CASE WHEN threats_made >= 1 THEN 131072 ELSE 0 END
      + CASE WHEN gone_on >= 1 THEN 262144 ELSE 0 END
      + CASE WHEN cost_to_serve > revenue AND loss_will_not_change THEN 524288 ELSE 0 END
      + CASE WHEN hours_share > 0 AND hours_share >= 2 * revenue_share THEN 1048576 ELSE 0 END
      + CASE WHEN staff_incidents >= 1 OR liked_by_team = 1 THEN 2097152 ELSE 0 END AS bits,
    coalesce(warned, false) AS warned,
    coalesce(revenue_share < 0.15 OR pipeline_covers OR cash_months >= 6, false) AS without
  FROM clients
), kept AS MATERIALIZED (
  SELECT
    client,
    bits,
    CASE
      WHEN bits & 59 <> 0 THEN 'fire-now'
      WHEN (bits & 192 <> 0 OR (bits & 839424 <> 0 AND warned)) AND without THEN 'fire'
      WHEN (bits & 192 <> 0 OR (bits & 839424 <> 0 AND warned)) THEN 'prepare'
      WHEN bits <> 0 THEN 'talk'
      ELSE 'keep'
    END AS verdict
  FROM found
), listed AS (
  SELECT
    bits,
    list_where(
      ['physical-abuse', 'mental-abuse', 'belittling', 'lying', 'unreasonable-demands',
       'legal-liability', 'price-cut-after-agreement', 'rescue-after-ignored-advice',
       'always-late', 'constant-disputes', 'changes-mind', 'plays-off-competitors',
       'feels-misused', 'late-payment', 'after-hours', 'scope-creep', 'ignores-advice', 'threats',
       'went-too-far', 'costs-more-than-it-yields', 'drains-time', 'drains-staff'],
      [bits & (1 << i) <> 0 FOR i IN range(22)]
    ) AS findings
  FROM (SELECT DISTINCT bits FROM kept)
)
SELECT client, verdict, findings FROM kept JOIN listed USING (bits)
