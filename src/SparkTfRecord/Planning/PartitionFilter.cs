namespace SparkTfRecord.Planning;

/// <summary>What <c>where</c> says about the partition columns, in SQL's three-valued logic: null is neither true nor false.</summary>
/// <remarks>
/// Understood: <c>column op literal</c> with = != &lt;&gt; &lt; &lt;= &gt; &gt;=, <c>[NOT] IN (…)</c>, <c>IS [NOT] NULL</c>, AND, OR, NOT and parentheses. Literals are numbers and
/// texts in single quotes, doubled inside; a date is a text. Texts compare by their UTF-8 bytes.
/// </remarks>
sealed class PartitionFilter
{
    readonly Predicate _predicate;

    PartitionFilter(Predicate predicate) => _predicate = predicate;

    delegate bool? Predicate(IReadOnlyList<PartitionValue> row);

    /// <summary>Reads a filter.</summary>
    /// <exception cref="PlanException">It is not understood, or names a column that no folder has.</exception>
    public static PartitionFilter Parse(string text, PartitionColumns columns)
    {
        var parser = new Parser(text, columns);
        var predicate = parser.Or();
        parser.ExpectEnd();
        return new(predicate);
    }

    /// <summary>Whether the files of a partition are to be read.</summary>
    public bool Keeps(IReadOnlyList<PartitionValue> partition) => _predicate(partition) == true;

    sealed class Parser(string text, PartitionColumns columns)
    {
        readonly FilterTokens _tokens = new(text);

        public Predicate Or()
        {
            var left = And();
            while (_tokens.Take("OR"))
            {
                var (a, b) = (left, And());
                left = row => a(row) | b(row);
            }
            return left;
        }

        public void ExpectEnd()
        {
            if (!_tokens.AtEnd)
                throw _tokens.Unexpected("AND, OR or the end");
        }

        Predicate And()
        {
            var left = Not();
            while (_tokens.Take("AND"))
            {
                var (a, b) = (left, Not());
                left = row => a(row) & b(row);
            }
            return left;
        }

        Predicate Not()
        {
            if (_tokens.Take("NOT"))
            {
                var negated = Not();
                return row => !negated(row);
            }
            if (!_tokens.Take("("))
                return Comparison();
            var inner = Or();
            _tokens.Expect(")");
            return inner;
        }

        Predicate Comparison()
        {
            var column = Column();
            if (_tokens.Take("IS"))
            {
                var isNull = !_tokens.Take("NOT");
                _tokens.Expect("NULL");
                return row => row[column].Value is null == isNull;
            }
            var negated = _tokens.Take("NOT");
            if (_tokens.Take("IN"))
                return In(column, negated);
            if (negated)
                throw _tokens.Unexpected("IN");
            var test = Operator();
            var literal = Literal(column);
            return row => literal(row[column]) is { } order ? test(order) : null;
        }

        Predicate In(int column, bool negated)
        {
            _tokens.Expect("(");
            var literals = new List<Func<PartitionValue, int?>> { Literal(column) };
            while (_tokens.Take(","))
                literals.Add(Literal(column));
            _tokens.Expect(")");
            return row => row[column].Value is null ? null : literals.Exists(l => l(row[column]) == 0) != negated;
        }

        int Column()
        {
            var name = _tokens.Name();
            var exact = columns.Names.Index().Where(c => c.Item == name).ToArray();
            var matches = exact.Length > 0 ? exact : [.. columns.Names.Index().Where(c => c.Item.Equals(name, StringComparison.OrdinalIgnoreCase))];
            return matches.Length == 1 ? matches[0].Index : throw new PlanException(Problem.NoPartitionColumn(name, columns.Names));
        }

        Func<int, bool> Operator() =>
            _tokens.Take("=") ? order => order == 0
            : _tokens.Take("!=") || _tokens.Take("<>") ? order => order != 0
            : _tokens.Take("<=") ? order => order <= 0
            : _tokens.Take("<") ? order => order < 0
            : _tokens.Take(">=") ? order => order >= 0
            : _tokens.Take(">") ? order => order > 0
            : throw _tokens.Unexpected("=, !=, <, <=, >, >=, IN or IS");

        // A function that puts a value before (-1), at (0) or after (1) the literal; null has no place.
        Func<PartitionValue, int?> Literal(int column)
        {
            var (name, type) = (columns.Names[column], columns.Types[column]);
            var (isText, value) = _tokens.Literal();
            if (type == PartitionType.Int64)
            {
                var number = FilterTokens.Number(value) ?? throw new PlanException(Problem.FilterLiteral(name, type, value));
                return v => v.Value is null ? null : FilterTokens.Number(v.Value)!.Value.CompareTo(number);
            }
            if (!isText || (type == PartitionType.Date && !PartitionColumns.IsDate(value)))
                throw new PlanException(Problem.FilterLiteral(name, type, value));
            return v => v.Value is null ? null : Math.Sign(Utf8Order.Instance.Compare(v.Value, value));
        }
    }
}
