@{
    ExcludeRules = @(
        # Pester's blocks hand variables on in ways that the analyzer can't follow.
        'PSUseDeclaredVarsMoreThanAssignments'
        # Test helpers that start a process on this machine ask nobody.
        'PSUseShouldProcessForStateChangingFunctions'
        # Tests make up their secrets.
        'PSAvoidUsingConvertToSecureStringWithPlainText'
    )
}
