"""The benchmark's policy as a Python programmer would write it by hand, unknowns and all.

Once for the verdict and the findings, once with the rules that are still open besides.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def decide(facts: Mapping[str, Any]) -> tuple[str, list[str]]:  # noqa: PLR0915 - as by hand
    """The verdict and the findings; what is unknown (missing or None) is never taken for a yes."""
    get = facts.get
    findings = []
    red_flag = final = ground = concern = False

    if (n := get("threatening_incidents")) is not None and n >= 1:
        findings.append("physical-abuse")
        red_flag = True
    if (n := get("belittled_again")) is not None and n >= 1:
        findings.append("mental-abuse")
        red_flag = True
    if (n := get("belittling_incidents")) is not None and n >= 1:
        findings.append("belittling")
        concern = True
    if (n := get("deliberate_lies")) is not None and n >= 1:
        findings.append("lying")
        red_flag = True
    if (n := get("demands_after_told")) is not None and n >= 2:
        findings.append("unreasonable-demands")
        red_flag = True
    if get("legal_risk_known") is True:
        findings.append("legal-liability")
        red_flag = True
    if (n := get("price_cuts")) is not None and n >= 1:
        findings.append("price-cut-after-agreement")
        final = True
    if (n := get("ignored_rescues")) is not None and n >= 1:
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
    if (n := get("calls_after_told")) is not None and n >= 3:
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
    if (n := get("threats_made")) is not None and n >= 1:
        findings.append("threats")
        concern = True
    if (n := get("gone_on")) is not None and n >= 1:
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


def decide_fully(  # noqa: PLR0915 - as by hand
    facts: Mapping[str, Any],
) -> tuple[str, list[str], list[str]]:
    """The verdict, the findings, and the rules that could still be found.

    Counts, hours and amounts are never below zero, shares never above one: what only such numbers
    could make true is not open.
    """
    get = facts.get
    findings: list[str] = []
    undetermined: list[str] = []
    red_flag = final = ground = concern = False

    if (n := get("threatening_incidents")) is None:
        undetermined.append("physical-abuse")
    elif n >= 1:
        findings.append("physical-abuse")
        red_flag = True
    if (n := get("belittled_again")) is None:
        undetermined.append("mental-abuse")
    elif n >= 1:
        findings.append("mental-abuse")
        red_flag = True
    if (n := get("belittling_incidents")) is None:
        undetermined.append("belittling")
    elif n >= 1:
        findings.append("belittling")
        concern = True
    if (n := get("deliberate_lies")) is None:
        undetermined.append("lying")
    elif n >= 1:
        findings.append("lying")
        red_flag = True
    if (n := get("demands_after_told")) is None:
        undetermined.append("unreasonable-demands")
    elif n >= 2:
        findings.append("unreasonable-demands")
        red_flag = True
    risk = get("legal_risk_known")
    if risk is None:
        undetermined.append("legal-liability")
    elif risk:
        findings.append("legal-liability")
        red_flag = True
    if (n := get("price_cuts")) is None:
        undetermined.append("price-cut-after-agreement")
    elif n >= 1:
        findings.append("price-cut-after-agreement")
        final = True
    if (n := get("ignored_rescues")) is None:
        undetermined.append("rescue-after-ignored-advice")
    elif n >= 1:
        findings.append("rescue-after-ignored-advice")
        final = True
    due, late = get("invoices_due"), get("late_invoices")
    if due is None:
        undetermined.append("always-late")
    elif due >= 5:
        if late is None:
            undetermined.append("always-late")
        elif late >= 0.8 * due:
            findings.append("always-late")
            ground = True
    if (n := get("unfounded_disputes")) is None:
        undetermined.append("constant-disputes")
    elif n >= 3:
        if due is None:
            undetermined.append("constant-disputes")
        elif n >= 0.5 * due:
            findings.append("constant-disputes")
            ground = True
    n = get("mind_changes")
    if n is None or n >= 3:
        hourly, tolerates = get("billed_hourly"), get("tolerates_rework")
        if not (hourly and tolerates):
            if n is not None and (hourly is False or tolerates is False):
                findings.append("changes-mind")
                ground = True
            else:
                undetermined.append("changes-mind")
    n = get("competitor_pressures")
    if n is None or n >= 1:
        contract = get("contract")
        if contract == "open-ended" and n is not None:
            findings.append("plays-off-competitors")
            ground = True
        elif contract is None or contract == "open-ended":
            undetermined.append("plays-off-competitors")
    misused = get("feels_misused")
    if misused is None:
        undetermined.append("feels-misused")
    elif misused:
        findings.append("feels-misused")
        concern = True
    if late is None:
        undetermined.append("late-payment")
    elif late >= 2:
        findings.append("late-payment")
        concern = True
    if (n := get("calls_after_told")) is None:
        undetermined.append("after-hours")
    elif n >= 3:
        findings.append("after-hours")
        ground = True
    n, hours, agreed = get("unpaid_extras"), get("unpaid_hours"), get("agreed_hours")
    if (n is not None and n >= 3) or (
        hours is not None and agreed is not None and hours > 0.1 * agreed
    ):
        findings.append("scope-creep")
        ground = True
    elif n is None or hours is None or (agreed is None and hours > 0):
        undetermined.append("scope-creep")
    if (n := get("recommendations")) is None:
        undetermined.append("ignores-advice")
    elif n >= 3:
        followed = get("followed_advice")
        if followed is None:
            undetermined.append("ignores-advice")
        elif followed < 0.5 * n:
            findings.append("ignores-advice")
            concern = True
    if (n := get("threats_made")) is None:
        undetermined.append("threats")
    elif n >= 1:
        findings.append("threats")
        concern = True
    if (n := get("gone_on")) is None:
        undetermined.append("went-too-far")
    elif n >= 1:
        findings.append("went-too-far")
        ground = True
    stays = get("loss_will_not_change")
    if stays is not False:
        cost, revenue = get("cost_to_serve"), get("revenue")
        if cost is None or (revenue is None and cost > 0):
            undetermined.append("costs-more-than-it-yields")
        elif revenue is not None and cost > revenue:
            if stays is None:
                undetermined.append("costs-more-than-it-yields")
            else:
                findings.append("costs-more-than-it-yields")
                ground = True
    hours, share = get("hours_share"), get("revenue_share")
    if hours is None:
        if share is None or share <= 0.5:
            undetermined.append("drains-time")
    elif hours > 0:
        if share is None:
            undetermined.append("drains-time")
        elif hours >= 2 * share:
            findings.append("drains-time")
            concern = True
    n, liked = get("staff_incidents"), get("liked_by_team")
    if (n is not None and n >= 1) or liked == 1:
        findings.append("drains-staff")
        concern = True
    elif n is None or liked is None:
        undetermined.append("drains-staff")

    if red_flag:
        return "fire-now", findings, undetermined
    if final or (ground and get("warned") is True):
        months = get("cash_months")
        can_do_without = (
            (share is not None and share < 0.15)
            or get("pipeline_covers") is True
            or (months is not None and months >= 6)
        )
        return "fire" if can_do_without else "prepare", findings, undetermined
    return "talk" if ground or concern else "keep", findings, undetermined
