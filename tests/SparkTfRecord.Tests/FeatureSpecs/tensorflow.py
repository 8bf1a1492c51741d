"""Stands in for the part of TensorFlow that a feature spec calls: it really reads and parses, and is as strict.

Written from tests/golden/examples/parse_example.json (what tf.io.parse_example returns or refuses).
"""
import gzip
import random
import struct
import zlib
from collections import namedtuple
from types import SimpleNamespace

int64, float32, string = "int64", "float32", "string"
FixedLenFeature = namedtuple("FixedLenFeature", "shape dtype default_value", defaults=[None])
RaggedFeature = namedtuple("RaggedFeature", "dtype")


def fields(data):
    """(field number, value) of a protobuf message."""
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(data):
        tag = varint()
        if tag & 7 == 2:
            length = varint()
            at += length
            yield tag >> 3, data[at - length:at]
        else:
            yield tag >> 3, varint()


def values(feature):
    for kind, message in fields(feature):
        packed = [value for _, value in fields(message)]
        if kind == 1:
            return string, packed
        if kind == 2:
            return float32, [x for p in packed for x, in struct.iter_unpack("<f", p)]
        numbers = [x for p in packed for _, x in fields(b"".join(b"\x08" + v for v in varints(p)))]
        return int64, [x - (1 << 64) if x >> 63 else x for x in numbers]
    return None, []


def varints(data):
    start = 0
    for i, byte in enumerate(data):
        if byte < 128:
            yield data[start:i + 1]
            start = i + 1


def parse_example(records, spec):
    assert spec and isinstance(records, list)
    examples = []
    for record in records:
        entries = [dict(fields(entry)) for _, features in fields(record) for _, entry in fields(features)]
        examples.append({entry[1].decode(): values(entry[2]) for entry in entries})
    result = {}
    for name, how in spec.items():
        rows = []
        for example in examples:
            dtype, row = example.get(name, (None, []))
            if dtype not in (None, how.dtype):
                raise ValueError(f"Data types don't match: {name!r}")
            if isinstance(how, FixedLenFeature):
                count = 1
                for dimension in how.shape:
                    count *= dimension
                if dtype is None or len(row) != count:
                    raise ValueError(f"Number of values != expected: {name!r}")
                row = row if how.shape else row[0]
            rows.append(row)
        result[name] = rows
    return result


class Dataset:
    def __init__(self, items, cardinality=None):
        self.items, self.count = items, cardinality

    @staticmethod
    def from_tensor_slices(items):
        return Dataset(list(items))

    def __iter__(self):
        return iter(self.items() if callable(self.items) else self.items)

    def cardinality(self):
        return self.count

    def apply(self, transformation):
        return transformation(self)

    def shuffle(self, buffer_size, seed=None):
        assert buffer_size > 0
        items = list(self)
        random.Random(seed).shuffle(items)
        return Dataset(items, self.count)

    def interleave(self, function, cycle_length, num_parallel_calls, deterministic):
        assert cycle_length > 0 and num_parallel_calls == AUTOTUNE and isinstance(deterministic, bool)
        return Dataset([record for file in self for record in function(file)])

    def batch(self, size):
        items = list(self)
        batches = [items[i:i + size] for i in range(0, len(items), size)]
        return Dataset(batches, None if self.count is None else len(batches))

    def map(self, function, num_parallel_calls):
        return Dataset([function(item) for item in self], self.count)

    def prefetch(self, size):
        return self


class TFRecordDataset(Dataset):
    def __init__(self, filename, compression_type=""):
        data = {"": bytes, "GZIP": gzip.decompress, "ZLIB": zlib.decompress}[compression_type](open(filename, "rb").read())
        records, at = [], 0
        while at < len(data):
            length, = struct.unpack_from("<Q", data, at)
            records.append(data[at + 12:at + 12 + length])
            at += length + 16
        super().__init__(records)


def assert_cardinality(count):
    def check(dataset):
        assert len(list(dataset)) == count, "wrong cardinality"
        return Dataset(dataset.items, count)
    return check


AUTOTUNE = -1
io = SimpleNamespace(FixedLenFeature=FixedLenFeature, RaggedFeature=RaggedFeature, parse_example=parse_example)
data = SimpleNamespace(
    AUTOTUNE=AUTOTUNE, Dataset=Dataset, TFRecordDataset=TFRecordDataset,
    experimental=SimpleNamespace(assert_cardinality=assert_cardinality))
