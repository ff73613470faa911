"""Encoders with a dozen words and two layers, made here: no network, no download."""

VOCABULARY = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    "the",
    "council",
    "froze",
    "assets",
    "food",
    "came",
    ".",
]
SHAPE = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}


def bert(folder):
    from transformers import BertConfig, BertModel

    return _saved(BertModel, BertConfig(vocab_size=len(VOCABULARY), **SHAPE), folder)


def mpnet(folder):
    """Another family: relative positions, whose biases depend on the length."""
    from transformers import MPNetConfig, MPNetModel

    return _saved(MPNetModel, MPNetConfig(vocab_size=len(VOCABULARY), pad_token_id=0, **SHAPE), folder)


def _saved(kind, config, folder):
    import torch
    from transformers import BertTokenizerFast

    torch.manual_seed(0)
    kind(config).save_pretrained(folder)
    (folder / "vocab.txt").write_text("\n".join(VOCABULARY) + "\n", encoding="utf-8")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    return folder
