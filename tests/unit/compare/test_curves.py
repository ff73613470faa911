"""Curves of the page: a line a model over the shares it learned from."""

from dataclasses import replace

from paratopic.compare.curves import curves


def with_shares(contest, shares):
    changed = []
    for one, (model, share) in zip(contest.contestants, shares, strict=True):
        run = replace(one.runs[0], model=model, parameters={"split.train_share": share} if share else {})
        changed.append(replace(one, runs=(run,)))
    return replace(contest, contestants=tuple(changed))


def test_a_model_with_several_shares_has_a_line(make_contest):
    contest = make_contest(["svm share=1", "svm share=0.1", "rules"], ["a"])
    found = dict(curves(with_shares(contest, [("svm", "1.0"), ("svm", "0.1"), ("rules", "1.0")])))
    assert "macro_f1 by share of the training documents for svm<" in found["Learning curves"]
    assert "rules" not in found["Learning curves"]


def test_without_shares_there_is_no_curve(make_contest):
    contest = make_contest(["svm", "rules"], ["a"])
    assert dict(curves(with_shares(contest, [("svm", None), ("svm", "null")])))["Learning curves"] == ""
    assert dict(curves(contest)) == {"Learning curves": "", "Training curves": ""}
