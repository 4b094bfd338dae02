"""The benchmark's policy as a Python programmer would write it by hand, unknowns and all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def decide(facts: Mapping[str, Any]) -> tuple[str, list[str]]:  # noqa: PLR0915 - as by hand
    """The verdict and the findings; what is unknown (missing or None) is never taken for a yes."""
    get = facts.get
    findings = []
    red_flag = final = ground = concern = False

    n = get("threatening_incidents")
    if n is not None and n >= 1:
        findings.append("physical-abuse")
        red_flag = True
    n = get("belittled_again")
    if n is not None and n >= 1:
        findings.append("mental-abuse")
        red_flag = True
    n = get("belittling_incidents")
    if n is not None and n >= 1:
        findings.append("belittling")
        concern = True
    n = get("deliberate_lies")
    if n is not None and n >= 1:
        findings.append("lying")
        red_flag = True
    n = get("demands_after_told")
    if n is not None and n >= 2:
        findings.append("unreasonable-demands")
        red_flag = True
    if get("legal_risk_known") is True:
        findings.append("legal-liability")
        red_flag = True
    n = get("price_cuts")
    if n is not None and n >= 1:
        findings.append("price-cut-after-agreement")
        final = True
    n = get("ignored_rescues")
    if n is not None and n >= 1:
        findings.append("rescue-after-ignored-advice")
        final = True
    due, late = get("invoices_due"), get("late_invoices")
    if due is not None and due >= 5 and late is not None and late >= 0.8 * due:
        findings.append("always-late")
        ground = True
    n = get("unfounded_disputes")
    if n is not None and n >= 3 and due is not None and n >= 0.5 * due:
        findings.append("constant-disputes")
        ground = True
    n = get("mind_changes")
    if (
        n is not None
        and n >= 3
        and (get("billed_hourly") is False or get("tolerates_rework") is False)
    ):
        findings.append("changes-mind")
        ground = True
    n = get("competitor_pressures")
    if n is not None and n >= 1 and get("contract") == "open-ended":
        findings.append("plays-off-competitors")
        ground = True
    if get("feels_misused") is True:
        findings.append("feels-misused")
        concern = True
    if late is not None and late >= 2:
        findings.append("late-payment")
        concern = True
    n = get("calls_after_told")
    if n is not None and n >= 3:
        findings.append("after-hours")
        ground = True
    n, hours, agreed = get("unpaid_extras"), get("unpaid_hours"), get("agreed_hours")
    if (n is not None and n >= 3) or (
        hours is not None and agreed is not None and hours > 0.1 * agreed
    ):
        findings.append("scope-creep")
        ground = True
    n, followed = get("recommendations"), get("followed_advice")
    if n is not None and n >= 3 and followed is not None and followed < 0.5 * n:
        findings.append("ignores-advice")
        concern = True
    n = get("threats_made")
    if n is not None and n >= 1:
        findings.append("threats")
        concern = True
    n = get("gone_on")
    if n is not None and n >= 1:
        findings.append("went-too-far")
        ground = True
    cost, revenue = get("cost_to_serve"), get("revenue")
    if (
        cost is not None
        and revenue is not None
        and cost > revenue
        and get("loss_will_not_change") is True
    ):
        findings.append("costs-more-than-it-yields")
        ground = True
    hours, share = get("hours_share"), get("revenue_share")
    if hours is not None and hours > 0 and share is not None and hours >= 2 * share:
        findings.append("drains-time")
        concern = True
    n = get("staff_incidents")
    if (n is not None and n >= 1) or get("liked_by_team") == 1:
        findings.append("drains-staff")
        concern = True

    months = get("cash_months")
    can_do_without = (
        (share is not None and share < 0.15)
        or get("pipeline_covers") is True
        or (months is not None and months >= 6)
    )
    if red_flag:
        return "fire-now", findings
    if final or (ground and get("warned") is True):
        return "fire" if can_do_without else "prepare", findings
    if ground or concern:
        return "talk", findings
    return "keep", findings
